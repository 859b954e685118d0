"""`foreword doctor`: what is well with this installation, and what to mend, one line each."""
