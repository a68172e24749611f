#include "base/json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/string.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <cmath>
#include <ranges>

namespace parlance::json {

namespace {

/// More faults than this help nobody.
constexpr std::size_t faults_max = 100;

/// The way from the root to a value, kept on the stack and only spelled out for a fault.
struct Step {
    const Step* up = nullptr;
    std::string_view name = {};
    std::size_t index = 0;
};

void append_pointer(std::string& out, const Step* at) {
    if (at == nullptr) return;
    append_pointer(out, at->up);
    out += '/';
    if (at->name.data() == nullptr) {
        out += std::to_string(at->index);
        return;
    }
    for (const char each : at->name) {
        if (each == '~') {
            out += "~0";
        } else if (each == '/') {
            out += "~1";
        } else {
            out += each;
        }
    }
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char each) {
        return (each & 0xC0) != 0x80;
    }));
}

std::string bounds(const Note& note) {
    if (!note.most) return fmt::format("at least {}", *note.least);
    if (!note.least) return fmt::format("at most {}", *note.most);
    if (*note.least == *note.most) return fmt::format("exactly {}", *note.least);
    return fmt::format("{} to {}", *note.least, *note.most);
}

bool within(const Note& note, auto measure) {
    return (!note.least || std::cmp_greater_equal(measure, *note.least)) &&
           (!note.most || std::cmp_less_equal(measure, *note.most));
}

bool within(const Note& note, double measure) {
    return (!note.least || measure >= static_cast<double>(*note.least)) &&
           (!note.most || measure <= static_cast<double>(*note.most));
}

class Reader {
public:
    explicit Reader(std::vector<Fault>& faults) : faults_(faults) {}

    void value(
        void* out,
        const Shape& shape,
        const boost::json::value& from,
        const Note& note,
        const Step* at
    );
    void members(
        void* out,
        const Shape& shape,
        const boost::json::value& from,
        const std::function<bool(const Field&)>& wanted,
        const Step* at
    );
    void
    text(void* out, const Shape& shape, std::string_view from, const Note& note, const Step* at);

private:
    void fault(const Step* at, std::string detail) {
        if (faults_.size() >= faults_max) return;
        std::string pointer;
        append_pointer(pointer, at);
        faults_.push_back({std::move(pointer), std::move(detail)});
    }
    void integer(
        void* out,
        const Shape& shape,
        const boost::json::value& from,
        const Note& note,
        const Step* at
    );
    void number(void* out, const boost::json::value& from, const Note& note, const Step* at);
    void string(std::string& out, std::string_view from, const Note& note, const Step* at);
    void moment(Instant& out, std::string_view from, const Step* at);
    void choice(void* out, const Shape& shape, std::string_view from, const Step* at);
    void list(
        void* out,
        const Shape& shape,
        const boost::json::value& from,
        const Note& note,
        const Step* at
    );
    void map(void* out, const Shape& shape, const boost::json::value& from, const Step* at);
    void either(void* out, const Shape& shape, const boost::json::value& from, const Step* at);
    void missing(
        const Shape& shape,
        const std::function<bool(const Field&)>& wanted,
        const boost::json::object& from,
        const Step* at
    );

    std::vector<Fault>& faults_;
};

void Reader::value(
    void* out,
    const Shape& shape,
    const boost::json::value& from,
    const Note& note,
    const Step* at
) {
    switch (shape.kind) {
        case Kind::boolean:
            if (!from.is_bool()) return fault(at, "must be true or false");
            *static_cast<bool*>(out) = from.get_bool();
            return;
        case Kind::integer:
            return integer(out, shape, from, note, at);
        case Kind::number:
            return number(out, from, note, at);
        case Kind::text:
        case Kind::moment:
        case Kind::choice:
            if (!from.is_string()) return fault(at, "must be a text");
            return text(out, shape, from.get_string(), note, at);
        case Kind::any:
            *static_cast<boost::json::value*>(out) = from;
            return;
        case Kind::any_object:
            if (!from.is_object()) return fault(at, "must be an object");
            *static_cast<boost::json::object*>(out) = from.get_object();
            return;
        case Kind::raw: {
            std::string& kept = static_cast<Raw*>(out)->text;
            kept.clear();
            return write(kept, from);
        }
        case Kind::list:
            return list(out, shape, from, note, at);
        case Kind::map:
            return map(out, shape, from, at);
        case Kind::optional:
            shape.clear(out);
            if (!from.is_null()) value(shape.append(out, {}), shape.inner(), from, note, at);
            return;
        case Kind::either:
            return either(out, shape, from, at);
        case Kind::object: {
            const auto every = [](const Field&) { return true; };
            return members(out, shape, from, every, at);
        }
    }
}

void Reader::text(
    void* out,
    const Shape& shape,
    std::string_view from,
    const Note& note,
    const Step* at
) {
    switch (shape.kind) {
        case Kind::optional:
            return text(shape.append(out, {}), shape.inner(), from, note, at);
        case Kind::text:
            return string(*static_cast<std::string*>(out), from, note, at);
        case Kind::moment:
            return moment(*static_cast<Instant*>(out), from, at);
        case Kind::choice:
            return choice(out, shape, from, at);
        case Kind::boolean:
            if (from != "true" && from != "false") return fault(at, "must be true or false");
            *static_cast<bool*>(out) = from == "true";
            return;
        case Kind::integer: {
            std::int64_t parsed = 0;
            const char* end = from.data() + from.size();
            const auto [stopped, error] = std::from_chars(from.data(), end, parsed);
            if (error != std::errc{} || stopped != end) return fault(at, "must be a whole number");
            return integer(out, shape, parsed, note, at);
        }
        case Kind::number: {
            double parsed = 0;
            const char* end = from.data() + from.size();
            const auto [stopped, error] = std::from_chars(from.data(), end, parsed);
            if (error != std::errc{} || stopped != end || !std::isfinite(parsed))
                return fault(at, "must be a number");
            return number(out, parsed, note, at);
        }
        default:
            throw std::logic_error("a parameter must be a scalar");
    }
}

void Reader::integer(
    void* out,
    const Shape& shape,
    const boost::json::value& from,
    const Note& note,
    const Step* at
) {
    boost::system::error_code inexact;
    const auto number = from.to_number<std::int64_t>(inexact);
    if (!from.is_number()) return fault(at, "must be a whole number");
    if (inexact) {
        const bool whole = from.is_uint64() ||
                           (from.is_double() && std::trunc(from.get_double()) == from.get_double());
        return fault(at, whole ? "is out of range" : "must be a whole number");
    }
    if (number < shape.least || number > shape.most) return fault(at, "is out of range");
    if (!within(note, number)) return fault(at, "must be " + bounds(note));
    shape.store(out, number);
}

void Reader::number(void* out, const boost::json::value& from, const Note& note, const Step* at) {
    if (!from.is_number()) return fault(at, "must be a number");
    const auto number = from.to_number<double>();
    if (!within(note, number)) return fault(at, "must be " + bounds(note));
    *static_cast<double*>(out) = number;
}

void Reader::string(std::string& out, std::string_view from, const Note& note, const Step* at) {
    // A NUL is valid JSON, but databases and C libraries end the text there.
    if (from.contains('\0')) return fault(at, "must not contain the character U+0000");
    if ((note.least || note.most) && !within(note, characters(from)))
        return fault(at, fmt::format("must have {} characters", bounds(note)));
    out = from;
}

void Reader::moment(Instant& out, std::string_view from, const Step* at) {
    const std::optional<Instant> parsed = parse_rfc3339(from);
    if (!parsed) return fault(at, "must be a moment such as 2026-11-24T09:30:00Z");
    out = *parsed;
}

void Reader::choice(void* out, const Shape& shape, std::string_view from, const Step* at) {
    const auto found = std::ranges::find(shape.choices, from, &Choice::name);
    if (found != shape.choices.end()) return shape.store(out, found->value);
    const auto names = shape.choices | std::views::transform(&Choice::name);
    fault(at, fmt::format("must be one of {}", fmt::join(names, ", ")));
}

void Reader::list(
    void* out,
    const Shape& shape,
    const boost::json::value& from,
    const Note& note,
    const Step* at
) {
    if (!from.is_array()) return fault(at, "must be a list");
    const boost::json::array& items = from.get_array();
    if (!within(note, items.size()))
        return fault(at, fmt::format("must have {} items", bounds(note)));
    shape.clear(out);
    for (std::size_t index = 0; index < items.size(); ++index) {
        const Step step{.up = at, .index = index};
        value(shape.append(out, {}), shape.inner(), items[index], {}, &step);
    }
}

void Reader::map(void* out, const Shape& shape, const boost::json::value& from, const Step* at) {
    if (!from.is_object()) return fault(at, "must be an object");
    shape.clear(out);
    for (const auto& member : from.get_object()) {
        const Step step{.up = at, .name = member.key()};
        value(shape.append(out, member.key()), shape.inner(), member.value(), {}, &step);
    }
}

/// The first alternative without a fault counts.
void Reader::either(void* out, const Shape& shape, const boost::json::value& from, const Step* at) {
    for (std::size_t index = 0; index < shape.alternatives.size(); ++index) {
        std::vector<Fault> faults;
        Reader attempt(faults);
        attempt.value(shape.become(out, index), shape.alternatives[index](), from, {}, at);
        if (faults.empty()) return;
    }
    fault(at, "fits none of the allowed shapes");
}

void Reader::members(
    void* out,
    const Shape& shape,
    const boost::json::value& from,
    const std::function<bool(const Field&)>& wanted,
    const Step* at
) {
    if (!from.is_object()) return fault(at, "must be an object");
    for (const auto& member : from.get_object()) {
        const std::string_view key = member.key();
        const Step step{.up = at, .name = key};
        const auto field = std::ranges::find(shape.fields, key, &Field::name);
        if (field == shape.fields.end() || !wanted(*field)) {
            fault(&step, "is not known");
        } else {
            value(field->at(out), field->shape(), member.value(), field->note, &step);
        }
    }
    missing(shape, wanted, from.get_object(), at);
}

void Reader::missing(
    const Shape& shape,
    const std::function<bool(const Field&)>& wanted,
    const boost::json::object& from,
    const Step* at
) {
    for (const Field& field : shape.fields) {
        const bool required = is_required(field) && wanted(field);
        const Step step{.up = at, .name = field.name};
        if (required && !from.contains(field.name)) fault(&step, "is required");
    }
}

}  // namespace

bool is_required(const Field& field) {
    return !field.note.may_be_absent && field.shape().kind != Kind::optional;
}

std::vector<Fault> read_into(void* out, const Shape& shape, const boost::json::value& value) {
    std::vector<Fault> faults;
    Reader(faults).value(out, shape, value, {}, nullptr);
    return faults;
}

void read_text(void* out, const Field& field, std::string_view text, std::vector<Fault>& faults) {
    const Step step{.name = field.name};
    Reader(faults).text(field.at(out), field.shape(), text, field.note, &step);
}

void read_members(
    void* out,
    const Shape& shape,
    const boost::json::value& value,
    const std::function<bool(const Field&)>& wanted,
    std::vector<Fault>& faults
) {
    Reader(faults).members(out, shape, value, wanted, nullptr);
}

void check(std::vector<Fault> faults) {
    if (faults.empty()) return;
    const std::string message = faults.size() == 1
                                    ? "One field is wrong."
                                    : fmt::format("{} fields are wrong.", faults.size());
    throw Error(Failure::invalid, "invalid_fields", message).with_faults(std::move(faults));
}

}  // namespace parlance::json
