"""The folder of a meeting (会前材料): departments side by side with last year, findings, open matters, and drafts with their sources."""
