# SPDX-License-Identifier: MIT
"""Validates TOML files with the schemas that okr prints, by a small draft-07 validator of the standard library alone.

Usage: validate.py OKR EXAMPLES SAMPLES
EXAMPLES holds workspaces whose files are all accepted. SAMPLES/accepted and SAMPLES/rejected hold KIND-NAME.toml.
A keyword that the validator does not know is a failure: nothing in a schema goes unchecked.
"""
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tomllib

KINDS = ("cycle", "checkin", "kpi", "config")
ANNOTATIONS = {"$schema", "$id", "title", "description", "definitions"}
FORMATS = {
    "date": (r"\d{4}-\d{2}-\d{2}", datetime.date.fromisoformat),
    "partial-time": (r"\d{2}:\d{2}:\d{2}(\.\d+)?", datetime.time.fromisoformat),
}
TYPES = {"string": str, "array": list, "object": dict, "boolean": bool}


def plain(value):
    """A TOML value as JSON has it: dates and times are texts."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value


def is_type(value, name):
    if name in ("number", "integer"):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return is_number and (name == "number" or float(value).is_integer())
    return isinstance(value, TYPES[name])


def has_format(text, name):
    pattern, parse = FORMATS[name]
    try:
        return bool(re.fullmatch(pattern, text) and parse(text) is not None)
    except ValueError:
        return False


class Validator:
    """Says what is wrong with a value; each `check_KEYWORD` knows one keyword."""

    def __init__(self, schema):
        self.root = schema

    def faults(self, value):
        return list(self.check(value, self.root, "$"))

    def check(self, value, schema, at):
        if schema is True:
            return
        if schema is False:
            yield f"{at}: not allowed"
        elif "$ref" in schema:
            name = schema["$ref"].removeprefix("#/definitions/")
            yield from self.check(value, self.root["definitions"][name], at)
        else:
            for keyword in schema.keys() - ANNOTATIONS:
                yield from getattr(self, "check_" + keyword)(value, schema[keyword], schema, at)

    def check_type(self, value, said, schema, at):
        names = said if isinstance(said, list) else [said]
        if not any(is_type(value, name) for name in names):
            yield f"{at}: {value!r} is not {said}"

    def check_enum(self, value, said, schema, at):
        if value not in said:
            yield f"{at}: {value!r} is none of {said}"

    def check_minimum(self, value, said, schema, at):
        if is_type(value, "number") and value < said:
            yield f"{at}: {value} is below {said}"

    def check_maximum(self, value, said, schema, at):
        if is_type(value, "number") and value > said:
            yield f"{at}: {value} is above {said}"

    def check_minItems(self, value, said, schema, at):
        if isinstance(value, list) and len(value) < said:
            yield f"{at}: fewer than {said} items"

    def check_maxItems(self, value, said, schema, at):
        if isinstance(value, list) and len(value) > said:
            yield f"{at}: more than {said} items"

    def check_items(self, value, said, schema, at):
        if isinstance(value, list):
            for number, item in enumerate(value):
                yield from self.check(item, said, f"{at}[{number}]")

    def check_pattern(self, value, said, schema, at):
        if isinstance(value, str) and not re.search(said, value):
            yield f"{at}: {value!r} does not match {said}"

    def check_format(self, value, said, schema, at):
        if isinstance(value, str) and not has_format(value, said):
            yield f"{at}: {value!r} is no {said}"

    def check_required(self, value, said, schema, at):
        if isinstance(value, dict):
            yield from (f"{at}: no {key}" for key in said if key not in value)

    def check_propertyNames(self, value, said, schema, at):
        if isinstance(value, dict):
            for key in value:
                yield from self.check(key, said, f"{at}, key {key}")

    def check_properties(self, value, said, schema, at):
        if isinstance(value, dict):
            for key in value.keys() & said.keys():
                yield from self.check(value[key], said[key], f"{at}.{key}")

    def check_patternProperties(self, value, said, schema, at):
        if isinstance(value, dict):
            for key in value:
                for pattern in (pattern for pattern in said if re.search(pattern, key)):
                    yield from self.check(value[key], said[pattern], f"{at}.{key}")

    def check_additionalProperties(self, value, said, schema, at):
        if not isinstance(value, dict):
            return
        patterns = schema.get("patternProperties", {})
        for key in value.keys() - schema.get("properties", {}).keys():
            if not any(re.search(pattern, key) for pattern in patterns):
                yield from self.check(value[key], said, f"{at}.{key}")

    def check_anyOf(self, value, said, schema, at):
        if all(any(True for _ in self.check(value, one, at)) for one in said):
            yield f"{at}: {value!r} fits none of {len(said)} shapes"


def subschemas(schema):
    """The schema and every schema within it."""
    if not isinstance(schema, dict):
        return
    yield schema
    for keyword in ("properties", "patternProperties", "definitions"):
        for inner in schema.get(keyword, {}).values():
            yield from subschemas(inner)
    for keyword in ("items", "additionalProperties", "propertyNames"):
        yield from subschemas(schema.get(keyword))
    for inner in schema.get("anyOf", []):
        yield from subschemas(inner)


def shape_faults(schema):
    """What editors need of every schema: each table says whether other keys are welcome, each key has its sentence."""
    for one in subschemas(schema):
        if one.get("type") == "object" and "additionalProperties" not in one:
            yield "a table without additionalProperties"
        if "$ref" in one and len(one) > 1:
            yield f"draft-07 ignores what stands beside {one['$ref']}"
        for keyword in one.keys() - ANNOTATIONS - {"$ref"}:
            if not hasattr(Validator, "check_" + keyword):
                yield f"keyword {keyword} is not known"
        for key, inner in one.get("properties", {}).items():
            if "$ref" not in inner and "description" not in inner:
                yield f"key {key} has no description"


def kind_of(path, workspace):
    parts = path.relative_to(workspace).parts
    if parts == ("okr.toml",):
        return "config"
    if parts[0] == "kpi":
        return "kpi"
    return "checkin" if "checkins" in parts else "cycle"


def read(path):
    with open(path, "rb") as file:
        return plain(tomllib.load(file))


def samples_in(folder):
    return [(path, path.stem.split("-")[0]) for path in sorted(folder.glob("*.toml"))]


def main(okr, examples, samples):
    faults = []
    validators = {}
    for kind in KINDS:
        schema = json.loads(subprocess.run([okr, "schema", kind], check=True, capture_output=True).stdout)
        faults += [f"schema {kind}: {fault}" for fault in shape_faults(schema)]
        validators[kind] = Validator(schema)
    good = samples_in(samples / "accepted")
    for workspace in sorted(settings.parent for settings in examples.glob("*/okr.toml")):
        good += [(path, kind_of(path, workspace)) for path in sorted(workspace.rglob("*.toml"))]
    bad = samples_in(samples / "rejected")
    for path, kind in good:
        faults += [f"{path}: {fault}" for fault in validators[kind].faults(read(path))]
    faults += [f"{path}: is accepted" for path, kind in bad if not validators[kind].faults(read(path))]
    for fault in faults:
        print(fault)
    print(f"{len(good)} files to accept, {len(bad)} to refuse, {len(faults)} faults")
    return 1 if faults or len(good) < 100 or len(bad) < 40 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])))
