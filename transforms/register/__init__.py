"""The obligations register: what is owed by when, what arrived when, how full it is, what is closed."""
