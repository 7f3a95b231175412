"""A sign-in sheet that was kept on paper is entered (纸质补录)."""
