"""The item bank for and from other programs: GIFT, Moodle XML, a spreadsheet."""
