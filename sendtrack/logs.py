"""What goes into the log. Imports nothing: the log is set up before everything else."""

import logging


class TracebacksOfOurMistakes(logging.Filter):
    """One line for a request that we refused; the whole traceback where the mistake is ours."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        return True
