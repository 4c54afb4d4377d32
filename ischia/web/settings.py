"""Every setting, and the environment variable that changes it. On a computer of one's own none needs to be set."""

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from ischia.web.places import PACKAGE, secret_key, var_folder

env = environ.Env()

# What this installation is
VAR = var_folder()
DEBUG = env.bool("ISCHIA_DEBUG", False)
DEMO = env.bool("ISCHIA_DEMO", False)  # made-up people are there to try
PERSONAL = env.bool("ISCHIA_PERSONAL", False)  # one person's own computer: no accounts at all
COUNTRY = env.str("ISCHIA_COUNTRY", "")  # two letters, for the emergency number; empty: each visitor is asked
HTTPS = env.bool("ISCHIA_HTTPS", False)  # people reach it by https://

SECRET_KEY = env.str("SECRET_KEY", "") or secret_key(VAR)
ALLOWED_HOSTS = env.list("ISCHIA_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("ISCHIA_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "ischia.web",
    "ischia.accounts",
    "ischia.care",
    "ischia.practice",
    "allauth",
    "allauth.account",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages travel small: a session on a bad network. Lengths give no secret away, for each answer is padded by chance.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "ischia.web.middleware.forbid_sensors",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ischia.accounts.middleware.remember_device",
    "ischia.practice.booking.under_way.release_for_care",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "ischia.web.urls"
WSGI_APPLICATION = "ischia.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "ischia.web.context.shell",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# Data. SQLite waits for its turn from the start of a transaction (IMMEDIATE), or two writers lock each other out;
# synchronous=FULL keeps what was saved through a power cut, and is worth its milliseconds for health records.
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'ischia.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;",
    }
    # A file, not memory: the page tests' server then answers each request on a connection of its own, as it does live.
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}
else:
    DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
    DATABASES["default"]["OPTIONS"] = {"pool": True, **DATABASES["default"].get("OPTIONS", {})}

# One cache for all workers, or a limit on attempts would be a limit for each worker.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

# Mail, for reminders alone: without EMAIL_URL none is sent; the demo prints it. ADDRESS is what links in it begin with.
EMAIL_URL = env.str("EMAIL_URL", "consolemail://" if DEMO else "")
vars().update(env.email_url_config(EMAIL_URL or "dummymail://"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("ISCHIA_MAIL_FROM", "ischia@localhost")
ADDRESS = env.str("ISCHIA_ADDRESS", "")
PRIVATE_CALENDARS = env.bool("ISCHIA_PRIVATE_CALENDARS", False)  # busy times may be read from inside this network

# Who someone is
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "ischia.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "ischia.accounts.forms.SignUp",
    "login": "ischia.accounts.forms.SignIn",
    "change_password": "ischia.accounts.forms.NewPassword",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}  # a name may be an e-mail address; nothing is ever mailed to it
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_USERNAME_VALIDATORS = "ischia.accounts.names.NAME_RULES"
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SIGNUP_REDIRECT_URL = "account"
ACCOUNT_CHANGE_EMAIL = False

# Cookies and headers
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # a balancer asks over plain HTTP
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.bool("ISCHIA_BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
CSRF_FAILURE_VIEW = "ischia.web.errors.form_refused"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}

# Words and times
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("ISCHIA_TIME_ZONE", "UTC")

# Files of the pages: hashed names, compressed once, served by ourselves
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "ischia.web.static_files.HashedFiles"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# What goes wrong is told on standard error, without anybody's data: see logs.py.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "ischia.web.logs.WithoutPersonalData"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # a page that is not there is no fault of ours
        "django.server": {"handlers": ["stderr"], "level": "INFO" if DEBUG else "ERROR", "propagate": False},
    },
}
