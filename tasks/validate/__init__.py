"""Tables → good rows and quarantined rows: Arrow schema first, then Great Expectations, then keys over the whole."""

import os

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # Great Expectations reads it when it is imported: no run calls home
