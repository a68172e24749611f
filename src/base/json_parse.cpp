#include "base/json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include <charconv>
#include <cmath>

namespace parlance::json {

namespace {

namespace bj = boost::json;
using boost::system::error_code;
using Text = bj::string_view;

/// Builds the tree. Boost's own handler keeps the last of two equal names and rounds some doubles
/// wrongly.
struct Handler {
    static constexpr std::size_t max_object_size = bj::object::max_size();
    static constexpr std::size_t max_array_size = bj::array::max_size();
    static constexpr std::size_t max_key_size = bj::string::max_size();
    static constexpr std::size_t max_string_size = bj::string::max_size();

    bj::value_stack stack;
    std::string number;
    std::size_t members = 0;

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return true; }
    bool on_object_end(std::size_t count, error_code&) {
        stack.push_object(count);
        members += count;
        return true;
    }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t count, error_code&) {
        stack.push_array(count);
        return true;
    }
    bool on_key_part(Text part, std::size_t, error_code&) {
        stack.push_chars(part);
        return true;
    }
    bool on_key(Text rest, std::size_t, error_code&) {
        stack.push_key(rest);
        return true;
    }
    bool on_string_part(Text part, std::size_t, error_code&) {
        stack.push_chars(part);
        return true;
    }
    bool on_string(Text rest, std::size_t, error_code&) {
        stack.push_string(rest);
        return true;
    }
    bool on_number_part(Text part, error_code&) {
        number.append(part.data(), part.size());
        return true;
    }
    bool on_int64(std::int64_t value, Text, error_code&) {
        number.clear();
        stack.push_int64(value);
        return true;
    }
    bool on_uint64(std::uint64_t value, Text, error_code&) {
        number.clear();
        stack.push_uint64(value);
        return true;
    }
    bool on_double(double, Text rest, error_code& error) {
        number.append(rest.data(), rest.size());
        double value = 0;
        const auto [_, wrong] =
            std::from_chars(number.data(), number.data() + number.size(), value);
        // What is too small for a double reads as 0; what is too large is refused.
        if (wrong == std::errc::result_out_of_range && number.find_first_of("eE") != number.npos)
            value = number.contains("e-") || number.contains("E-") ? 0 : HUGE_VAL;
        if (!std::isfinite(value)) error = bj::error::exponent_overflow;
        number.clear();
        if (!error) stack.push_double(value);
        return !error;
    }
    bool on_bool(bool value, error_code&) {
        stack.push_bool(value);
        return true;
    }
    bool on_null(error_code&) {
        stack.push_null();
        return true;
    }
    bool on_comment_part(Text, error_code&) { return true; }
    bool on_comment(Text, error_code&) { return true; }
};

/// Looks and keeps nothing.
struct Looker {
    static constexpr std::size_t max_object_size = Handler::max_object_size;
    static constexpr std::size_t max_array_size = Handler::max_array_size;
    static constexpr std::size_t max_key_size = Handler::max_key_size;
    static constexpr std::size_t max_string_size = Handler::max_string_size;

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return true; }
    bool on_object_end(std::size_t, error_code&) { return true; }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t, error_code&) { return true; }
    bool on_key_part(Text, std::size_t, error_code&) { return true; }
    bool on_key(Text, std::size_t, error_code&) { return true; }
    bool on_string_part(Text, std::size_t, error_code&) { return true; }
    bool on_string(Text, std::size_t, error_code&) { return true; }
    bool on_number_part(Text, error_code&) { return true; }
    bool on_int64(std::int64_t, Text, error_code&) { return true; }
    bool on_uint64(std::uint64_t, Text, error_code&) { return true; }
    bool on_double(double, Text, error_code&) { return true; }
    bool on_bool(bool, error_code&) { return true; }
    bool on_null(error_code&) { return true; }
    bool on_comment_part(Text, error_code&) { return true; }
    bool on_comment(Text, error_code&) { return true; }
};

std::size_t members_in(const bj::value& value) {
    std::size_t count = 0;
    if (const bj::object* object = value.if_object()) {
        count = object->size();
        for (const auto& member : *object)
            count += members_in(member.value());
    } else if (const bj::array* array = value.if_array()) {
        for (const bj::value& item : *array)
            count += members_in(item);
    }
    return count;
}

Error malformed(std::string_view why, std::size_t position) {
    return Error(
               Failure::invalid, "malformed_json", fmt::format("The JSON cannot be read: {}.", why)
    )
        .at(position);
}

}  // namespace

bool is_json(std::string_view text) {
    constexpr std::size_t depth = 512;
    bj::parse_options options;
    options.max_depth = depth;
    bj::basic_parser<Looker> parser(options);
    error_code error;
    return parser.write_some(false, text.data(), text.size(), error) == text.size() && !error;
}

bj::value parse(std::string_view text, bj::storage_ptr storage, std::size_t depth) {
    bj::parse_options options;
    options.max_depth = depth;
    bj::basic_parser<Handler> parser(options);
    Handler& handler = parser.handler();
    handler.stack.reset(std::move(storage));
    error_code error;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
    if (error) throw malformed(error.message(), used);
    if (used < text.size()) throw malformed("something follows its end", used);
    bj::value value = handler.stack.release();
    if (handler.members != members_in(value))
        throw malformed("a name stands twice in one object", 0);
    return value;
}

}  // namespace parlance::json
