#include "base/json.hpp"

#include <boost/json/array.hpp>

#include <stdexcept>

namespace parlance::json {

namespace {

namespace bj = boost::json;

bj::value reference(std::string_view name) {
    return bj::object{{"$ref", "#/components/schemas/" + std::string(name)}};
}

bj::value integer_schema(const Shape& shape) {
    bj::object out{{"type", "integer"}};
    const bool narrow = shape.most <= std::numeric_limits<std::int32_t>::max();
    out["format"] = narrow ? "int32" : "int64";
    if (shape.least == 0) out["minimum"] = 0;
    return out;
}

bj::value choice_schema(const Shape& shape) {
    bj::array names;
    for (const Choice& choice : shape.choices)
        names.emplace_back(choice.name);
    return bj::object{{"type", "string"}, {"enum", std::move(names)}};
}

bj::value either_schema(const Shape& shape, Definitions& definitions) {
    bj::array alternatives;
    for (const ShapeOf alternative : shape.alternatives)
        alternatives.push_back(schema(alternative(), definitions));
    return bj::object{{"oneOf", std::move(alternatives)}};
}

bj::value object_schema(const Shape& shape, Definitions& definitions) {
    bj::object properties;
    bj::array required;
    for (const Field& field : shape.fields) {
        properties[field.name] = schema(field, definitions);
        if (is_required(field) || field.note.is_nullable) required.emplace_back(field.name);
    }
    bj::object out{{"type", "object"}};
    if (!shape.note.says.empty()) out["description"] = shape.note.says;
    out["properties"] = std::move(properties);
    if (!required.empty()) out["required"] = std::move(required);
    out["additionalProperties"] = false;
    return out;
}

/// The name is noted first, which ends the recursion of types that hold themselves.
bj::value defined(const Shape& shape, Definitions& definitions) {
    const auto [known, is_new] = definitions.named.emplace(shape.name, &shape);
    if (known->second != &shape)
        throw std::logic_error("two types of the API are called " + std::string(shape.name));
    if (is_new) {
        bj::value made =
            shape.kind == Kind::choice ? choice_schema(shape) : object_schema(shape, definitions);
        definitions.schemas[shape.name] = std::move(made);
    }
    return reference(shape.name);
}

void apply_bounds(bj::object& out, const Note& note, Kind kind) {
    const bool text = kind == Kind::text;
    const bool list = kind == Kind::list;
    if (note.least) out[text ? "minLength" : list ? "minItems" : "minimum"] = *note.least;
    if (note.most) out[text ? "maxLength" : list ? "maxItems" : "maximum"] = *note.most;
}

const Shape& without_optional(const Shape& shape) {
    return shape.kind == Kind::optional ? without_optional(shape.inner()) : shape;
}

bj::value or_null(bj::object schema) {
    if (schema.empty()) return schema;  // anything may be null already
    if (schema.contains("type")) {
        schema["type"] = bj::array{schema["type"], "null"};
        return schema;
    }
    return bj::object{{"oneOf", bj::array{std::move(schema), bj::object{{"type", "null"}}}}};
}

}  // namespace

bj::value schema(const Shape& shape, Definitions& definitions) {
    switch (shape.kind) {
        case Kind::boolean:
            return bj::object{{"type", "boolean"}};
        case Kind::integer:
            return integer_schema(shape);
        case Kind::number:
            return bj::object{{"type", "number"}};
        case Kind::text:
            return bj::object{{"type", "string"}};
        case Kind::moment:
            return bj::object{{"type", "string"}, {"format", "date-time"}};
        case Kind::any:
        case Kind::raw:
            return bj::object{};
        case Kind::any_object:
            return bj::object{{"type", "object"}};
        case Kind::list:
            return bj::object{{"type", "array"}, {"items", schema(shape.inner(), definitions)}};
        case Kind::map:
            return bj::object{
                {"type", "object"}, {"additionalProperties", schema(shape.inner(), definitions)}
            };
        case Kind::optional:
            return schema(shape.inner(), definitions);
        case Kind::either:
            return either_schema(shape, definitions);
        case Kind::choice:
        case Kind::object:
            return defined(shape, definitions);
    }
    return bj::object{};
}

bj::value schema(const Field& field, Definitions& definitions) {
    bj::object out = schema(field.shape(), definitions).as_object();
    const Note& note = field.note;
    apply_bounds(out, note, without_optional(field.shape()).kind);
    if (!note.format_name.empty()) out["format"] = note.format_name;
    bj::value whole = note.is_nullable ? or_null(std::move(out)) : bj::value(std::move(out));
    bj::object& described = whole.as_object();
    if (!note.says.empty()) described["description"] = note.says;
    if (!note.example_json.empty()) described["examples"] = bj::array{parse(note.example_json)};
    return whole;
}

}  // namespace parlance::json
