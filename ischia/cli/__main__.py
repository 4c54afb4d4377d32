import sys

from ischia.cli.main import main

sys.exit(main())
