"""Settings of the test run; loaded with ``-p`` because Django reads them before any conftest."""

import os

os.environ.update(
    CXROLES_SECRET_KEY="only-for-tests-" + "x" * 50,
    CXROLES_DEBUG="1",
    CXROLES_DEMO="0",
    CXROLES_DEMO_PASSWORD="",
    CXROLES_LANGUAGE="en-gb",
    CXROLES_TIME_ZONE="Europe/London",
)
