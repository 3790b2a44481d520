"""When and where: every read, write, clock and Prefect call of the program."""
