#pragma once

#include "base/error.hpp"
#include "base/shape.hpp"

#include <boost/json/object.hpp>
#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// JSON in and out: a strict parser, a reader into described structs that reports everything that
/// is wrong at once, an exact writer, and JSON Schemas of the same structs.
namespace parlance::json {

/// Nesting that a request may have.
inline constexpr std::size_t depth_max = 32;

/// Parses one JSON document (RFC 8259). Refuses, with the code `malformed_json` and the position:
/// bad syntax, invalid UTF-8, nesting deeper than `depth`, a name that stands twice in an object,
/// and numbers that are not finite. Doubles are the nearest to what was written.
[[nodiscard]] boost::json::value
parse(std::string_view text, boost::json::storage_ptr storage = {}, std::size_t depth = depth_max);

/// Whether the text is one valid JSON document, nested at most 512 deep. Builds nothing.
[[nodiscard]] bool is_json(std::string_view text);

/// Fills `out` from `value` and returns all that is wrong; `out` is only good when nothing is.
/// Unknown members are faults; `null` for an optional means absent.
[[nodiscard]] std::vector<Fault>
read_into(void* out, const Shape& shape, const boost::json::value& value);

/// Fills one scalar member from text, as path and query parameters give it.
void read_text(void* out, const Field& field, std::string_view text, std::vector<Fault>& faults);

/// Fills the members of a struct for which `wanted` holds; the others are unknown in `value`.
void read_members(
    void* out,
    const Shape& shape,
    const boost::json::value& value,
    const std::function<bool(const Field&)>& wanted,
    std::vector<Fault>& faults
);

/// Whether a request must have the member: it is no optional, and no note makes it one.
[[nodiscard]] bool is_required(const Field& field);

/// Throws `Error` (invalid, `invalid_fields`) when there are faults.
void check(std::vector<Fault> faults);

/// Appends the value as JSON. Text is written as valid UTF-8 whatever it holds.
void write(std::string& out, const void* value, const Shape& shape);

/// Appends `text` as a JSON string, with its quotes. Bytes that are not UTF-8 become U+FFFD.
void quote(std::string& out, std::string_view text);

/// Appends the shortest text that reads back as this number; `null` for NaN and infinities, which
/// JSON does not have.
void write_number(std::string& out, double number);

/// Appends a value of Boost.JSON. Its own serialiser writes `1E0` for 1.0 and `Infinity`.
void write(std::string& out, const boost::json::value& value);

/// The named schemas that others refer to as `#/components/schemas/Name`.
struct Definitions {
    boost::json::object schemas;
    std::map<std::string_view, const Shape*> named;
};

/// The JSON Schema (2020-12) of a shape; structs and enums go into `definitions`. Throws
/// `std::logic_error` when two types have the same name, for clients see nothing else of them.
[[nodiscard]] boost::json::value schema(const Shape& shape, Definitions& definitions);

/// The schema of a member: that of its type, with its words and limits.
[[nodiscard]] boost::json::value schema(const Field& field, Definitions& definitions);

/// Reads a described struct. Throws `Error` with all faults.
template <class T>
[[nodiscard]] T read(const boost::json::value& value) {
    T out{};
    check(read_into(&out, shape_of<T>(), value));
    return out;
}

/// Parses and reads.
template <class T>
[[nodiscard]] T read(std::string_view text) {
    return read<T>(parse(text));
}

template <class T>
void write(std::string& out, const T& value) {
    write(out, &value, shape_of<T>());
}

template <class T>
[[nodiscard]] std::string to_text(const T& value) {
    std::string out;
    write(out, &value, shape_of<T>());
    return out;
}

}  // namespace parlance::json
