"""What a question is about, said before anybody has read it: small linear models over sentence vectors and words.

Pure: texts, vectors and labels in, probabilities out. Whoever calls brings the vectors (this room may not search), and
the history with what librarians decided. Nothing here keeps a text: a model is weights, and words that several texts
share.
"""
