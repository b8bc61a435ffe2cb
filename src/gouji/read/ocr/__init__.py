"""Pictures of pages to characters with boxes, and the lines drawn on them: what the PDF reader then reads as any page."""
