"""What holds for all tests."""

import pytest

pytest.register_assert_rewrite("tests.checks")  # so that a check that fails says which values it saw
