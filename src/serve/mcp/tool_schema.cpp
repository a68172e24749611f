#include "serve/mcp/tool_schema.hpp"

#include "base/json.hpp"

#include <boost/json/array.hpp>

namespace parlance::serve::mcp {

namespace {

namespace bj = boost::json;
using json::Kind;
using json::Shape;

bj::object type(std::string_view name) {
    return bj::object{{"type", name}};
}

bj::object schema_of(const Shape& shape);

bj::object choice_schema(const Shape& shape) {
    bj::array names;
    for (const json::Choice& choice : shape.choices)
        names.emplace_back(choice.name);
    return bj::object{{"type", "string"}, {"enum", std::move(names)}};
}

bj::object object_schema(const Shape& shape) {
    bj::object properties;
    for (const json::Field& field : shape.fields)
        properties[field.name] = schema_of(field.shape());
    return bj::object{{"type", "object"}, {"properties", std::move(properties)}};
}

/// JSON that stands as text in the reply of a tool is always a row.
bj::object schema_of(const Shape& shape) {
    switch (shape.kind) {
        case Kind::boolean:
            return type("boolean");
        case Kind::integer:
            return type("integer");
        case Kind::number:
            return type("number");
        case Kind::text:
        case Kind::moment:
            return type("string");
        case Kind::raw:
            return bj::object{{"type", "array"}, {"items", bj::object{}}};
        case Kind::list:
            return bj::object{{"type", "array"}, {"items", schema_of(shape.inner())}};
        case Kind::map:
            return bj::object{
                {"type", "object"}, {"additionalProperties", schema_of(shape.inner())}
            };
        case Kind::optional:
            return schema_of(shape.inner());
        case Kind::choice:
            return choice_schema(shape);
        case Kind::object:
            return object_schema(shape);
        case Kind::any:
        case Kind::any_object:
        case Kind::either:
            break;
    }
    return {};
}

const Shape& within(const Shape& shape) {
    return shape.kind == Kind::optional ? within(shape.inner()) : shape;
}

/// No model counts the letters that it writes: how long a text may be is only checked.
void add_bounds(bj::object& schema, const json::Note& note, Kind kind) {
    if (kind == Kind::text) return;
    const bool list = kind == Kind::list;
    if (note.least && *note.least > 0) schema[list ? "minItems" : "minimum"] = *note.least;
    if (note.most) schema[list ? "maxItems" : "maximum"] = *note.most;
}

bj::object member_schema(const json::Field& field) {
    bj::object schema = schema_of(field.shape());
    add_bounds(schema, field.note, within(field.shape()).kind);
    if (!field.note.says.empty()) schema["description"] = field.note.says;
    return schema;
}

}  // namespace

bj::object input_schema(const Shape* shape, bool with_source) {
    bj::object properties;
    bj::array required;
    if (shape != nullptr) {
        for (const json::Field& field : shape->fields) {
            if (field.name == "source" && !with_source) continue;
            properties[field.name] = member_schema(field);
            if (json::is_required(field)) required.emplace_back(field.name);
        }
    }
    bj::object schema{{"type", "object"}};
    if (!properties.empty()) schema["properties"] = std::move(properties);
    if (!required.empty()) schema["required"] = std::move(required);
    schema["additionalProperties"] = false;
    return schema;
}

bj::object output_schema(const Shape& shape) {
    return object_schema(shape);
}

}  // namespace parlance::serve::mcp
