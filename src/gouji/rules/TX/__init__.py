"""Rules of wording (文字): doubled words, leftovers of the template, wrong characters in fixed terms; ordinary spelling is out of scope."""
