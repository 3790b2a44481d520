"""Reading and writing the rooms: every file of the program passes here."""
