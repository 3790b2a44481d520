"""What is known of a file before it is opened."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Delivery:
    """What the inbox says of a file: who sent it, the period and status its folder names, the day it came."""

    submission_id: str
    submitter_id: str
    folder_period: str = ""
    folder_status: str = ""
    received_date: str = ""
