"""Halyard, the organisation that the demonstration tells of: three years of its decisions and meetings.

Its texts are the files of this folder, one for each record and each meeting; `load` plays them through the same verbs that
people use, in the order of time. Days are written as weeks before now ("6 thu": the Thursday six weeks ago).
"""
