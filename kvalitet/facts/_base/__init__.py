"""What every report rests on: its reach, its words, counting, masking, headings, and who is to do what by when."""
