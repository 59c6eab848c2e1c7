"""What every reader of files needs: lines, headings, front matter, dates and names. Pure functions; they never raise."""
