"""What an instructor takes home from a class: spreadsheet, tables for machines, a report to print, the official record.

Everything is made from one :class:`~kadguide.exchange.classreport.gathering.ClassReport`, from which people may have
been taken out before.
"""
