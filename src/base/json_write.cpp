#include "base/json.hpp"
#include "base/json_text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/string.hpp>

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace parlance::json {

namespace {

void write_integer(std::string& out, std::int64_t number) {
    const fmt::format_int text(number);
    out.append(text.data(), text.size());
}

void write_choice(std::string& out, std::int64_t value, const Shape& shape) {
    for (const Choice& choice : shape.choices) {
        if (choice.value == value) return quote(out, choice.name);
    }
    out += "null";
}

struct Writing {
    std::string& out;
    const Shape& shape;
    bool first = true;

    void comma() {
        if (!first) out += ',';
        first = false;
    }
    static void item(void* self, std::string_view, const void* value) {
        auto& at = *static_cast<Writing*>(self);
        at.comma();
        write(at.out, value, at.shape);
    }
    static void entry(void* self, std::string_view key, const void* value) {
        auto& at = *static_cast<Writing*>(self);
        at.comma();
        quote(at.out, key);
        at.out += ':';
        write(at.out, value, at.shape);
    }
};

void write_list(std::string& out, const void* value, const Shape& shape) {
    Writing writing{out, shape.inner()};
    out += '[';
    shape.each(value, {&Writing::item, &writing});
    out += ']';
}

void write_map(std::string& out, const void* value, const Shape& shape) {
    Writing writing{out, shape.inner()};
    out += '{';
    shape.each(value, {&Writing::entry, &writing});
    out += '}';
}

void write_optional(std::string& out, const void* value, const Shape& shape) {
    const void* kept = shape.engaged(value);
    if (kept == nullptr) {
        out += "null";
    } else {
        write(out, kept, shape.inner());
    }
}

bool is_left_out(const Field& field, const void* value) {
    const Shape& shape = field.shape();
    return shape.kind == Kind::optional && !field.note.is_nullable &&
           shape.engaged(value) == nullptr;
}

void write_object(std::string& out, const void* value, const Shape& shape) {
    char before = '{';
    for (const Field& field : shape.fields) {
        const void* member = field.at(const_cast<void*>(value));
        if (is_left_out(field, member)) continue;
        out += before;
        out += '"';
        out += field.name;
        out += "\":";
        write(out, member, field.shape());
        before = ',';
    }
    out += before == '{' ? "{}" : "}";
}

void write_tree(std::string& out, const boost::json::array& items) {
    char before = '[';
    for (const boost::json::value& item : items) {
        out += before;
        write(out, item);
        before = ',';
    }
    out += before == '[' ? "[]" : "]";
}

void write_tree(std::string& out, const boost::json::object& members) {
    char before = '{';
    for (const auto& member : members) {
        out += before;
        quote(out, member.key());
        out += ':';
        write(out, member.value());
        before = ',';
    }
    out += before == '{' ? "{}" : "}";
}

}  // namespace

void quote(std::string& out, std::string_view text) {
    const std::size_t before = out.size();
    out.resize_and_overwrite(before + quoted_max(text.size()), [&](char* data, std::size_t) {
        return static_cast<std::size_t>(quote_to(data + before, text) - data);
    });
}

void write_number(std::string& out, double number) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    if (number == 0) number = 0;  // -0 would read as an integer, which has none
    std::array<char, 32> text{};
    const auto [end, _] = std::to_chars(text.data(), text.data() + text.size(), number);
    out.append(text.data(), end);
}

void write(std::string& out, const void* value, const Shape& shape) {
    switch (shape.kind) {
        case Kind::boolean:
            out += *static_cast<const bool*>(value) ? "true" : "false";
            return;
        case Kind::integer:
            return write_integer(out, shape.load(value));
        case Kind::number:
            return write_number(out, *static_cast<const double*>(value));
        case Kind::text:
            return quote(out, *static_cast<const std::string*>(value));
        case Kind::moment:
            return quote(out, rfc3339(*static_cast<const Instant*>(value)));
        case Kind::any:
            return write(out, *static_cast<const boost::json::value*>(value));
        case Kind::any_object:
            return write_tree(out, *static_cast<const boost::json::object*>(value));
        case Kind::raw:
            out += static_cast<const Raw*>(value)->text;
            return;
        case Kind::list:
            return write_list(out, value, shape);
        case Kind::map:
            return write_map(out, value, shape);
        case Kind::optional:
            return write_optional(out, value, shape);
        case Kind::choice:
            return write_choice(out, shape.load(value), shape);
        case Kind::either:
            return write(out, shape.engaged(value), shape.alternatives[shape.alternative(value)]());
        case Kind::object:
            return write_object(out, value, shape);
    }
}

void write(std::string& out, const boost::json::value& value) {
    switch (value.kind()) {
        case boost::json::kind::null:
            out += "null";
            return;
        case boost::json::kind::bool_:
            out += value.get_bool() ? "true" : "false";
            return;
        case boost::json::kind::int64:
            return write_integer(out, value.get_int64());
        case boost::json::kind::uint64: {
            const fmt::format_int text(value.get_uint64());
            out.append(text.data(), text.size());
            return;
        }
        case boost::json::kind::double_:
            return write_number(out, value.get_double());
        case boost::json::kind::string:
            return quote(out, value.get_string());
        case boost::json::kind::array:
            return write_tree(out, value.get_array());
        case boost::json::kind::object:
            return write_tree(out, value.get_object());
    }
}

}  // namespace parlance::json
