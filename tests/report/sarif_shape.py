"""What SARIF 2.1.0 asks of the objects that we write: required properties, closed vocabularies, no property it does not know.

Written by us from the specification's text, sections 3.13 to 3.58; only the properties in use are listed.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
LEVEL: Schema = {"enum": ["none", "note", "warning", "error"]}
FROM_ONE: Schema = {"type": "integer", "minimum": 1}
BAG: Schema = {"type": "object"}


def closed(required: tuple[str, ...] = (), **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def several(item: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": item, "minItems": least}


MESSAGE = closed(("text",), text=TEXT)
ARTIFACT_LOCATION = closed(uri={"type": "string", "pattern": r"^[!-~]*$"}, index={"type": "integer", "minimum": -1})
REGION = closed(
    startLine=FROM_ONE,
    startColumn=FROM_ONE,
    endLine=FROM_ONE,
    endColumn=FROM_ONE,
    charOffset={"type": "integer", "minimum": -1},
    charLength={"type": "integer", "minimum": 0},
    snippet=closed(text=TEXT),
)
LOCATION = closed(
    id={"type": "integer", "minimum": -1},
    physicalLocation=closed(artifactLocation=ARTIFACT_LOCATION, region=REGION),
    logicalLocations=several(closed(fullyQualifiedName=TEXT, kind=TEXT)),
    message=MESSAGE,
)
NOTIFICATION = closed(("message",), message=MESSAGE, level=LEVEL, locations=several(LOCATION))
RULE = closed(
    ("id",),
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=closed(level=LEVEL),
)
FIX = closed(
    ("artifactChanges",),
    description=MESSAGE,
    artifactChanges=several(
        closed(
            ("artifactLocation", "replacements"),
            artifactLocation=ARTIFACT_LOCATION,
            replacements=several(
                closed(("deletedRegion",), deletedRegion=REGION, insertedContent=closed(text=TEXT)), 1
            ),
        ),
        1,
    ),
)
RESULT = closed(
    ("message",),
    ruleId=TEXT,
    level=LEVEL,
    message=MESSAGE,
    locations=several(LOCATION),
    relatedLocations=several(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
    suppressions=several(
        closed(
            ("kind",),
            kind={"enum": ["inSource", "external"]},
            status={"enum": ["accepted", "underReview", "rejected"]},
            justification=TEXT,
        )
    ),
    fixes=several(FIX),
)
RUN = closed(
    ("tool",),
    tool=closed(("driver",), driver=closed(("name",), name=TEXT, version=TEXT, rules=several(RULE))),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=several(RESULT),
    artifacts=several(
        closed(location=ARTIFACT_LOCATION, hashes={"type": "object", "additionalProperties": TEXT}, properties=BAG)
    ),
    invocations=several(
        closed(
            ("executionSuccessful",),
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=several(NOTIFICATION),
        )
    ),
)
LOG = closed(("version", "runs"), version={"const": "2.1.0"}, runs=several(RUN), **{"$schema": TEXT})
