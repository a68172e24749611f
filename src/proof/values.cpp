#include "proof/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

namespace parlance::proof {

namespace {

using connectors::NewCell;
using guard::ColumnRule;
using guard::Mask;

std::optional<double> number_in(const std::string& text) {
    double made = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), made);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return made;
}

/// Year and month of what begins as a date does.
std::optional<std::pair<int, int>> month_in(const std::string& text) {
    int year = 0;
    int month = 0;
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    std::from_chars(text.data(), text.data() + 4, year);
    std::from_chars(text.data() + 5, text.data() + 7, month);
    if (year < 1 || month < 1 || month > 12) return std::nullopt;
    return std::pair{year, month};
}

double value_of(const NewCell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
    const auto* real = std::get_if<double>(&cell);
    return real == nullptr ? 0 : *real;
}

/// What no mask but a bucket shows by the size of a number.
std::int64_t bucket_size(const ColumnRule& rule) {
    return rule.mask == Mask::bucket ? rule.size.value_or(10) : 1;
}

/// Which masks say nothing of the value.
bool tells_nothing(Mask mask) {
    return mask == Mask::null || mask == Mask::constant || mask == Mask::hidden;
}

}  // namespace

NewCell Values::any(const Column& column, const ColumnRule& rule) {
    if (auto made = from_rules(column)) return *std::move(made);
    if (column.nullable && dice_.chance(8)) return std::monostate{};
    if (rule.mask == Mask::bucket) {
        const auto bucket = static_cast<std::int64_t>(dice_.below(4)) * bucket_size(rule);
        return *alike(number(column, bucket), column, rule).or_else([&] {
            return std::optional(number(column, bucket));
        });
    }
    if (rule.mask == Mask::partial) {
        const std::string name = dice_.word({"anna", "bert", "cora", "1a"}) + text();
        return dice_.chance(60) ? name + "@example." + dice_.word({"com", "org"}) : name;
    }
    return plain(column);
}

std::optional<NewCell> Values::from_rules(const Column& column) {
    const auto found = literals_.find(folded(column.name));
    if (found == literals_.end() || found->second.empty() || !dice_.chance(75)) return std::nullopt;
    const std::string& text = dice_.pick(found->second);
    const bool exact = dice_.chance(75);
    if (is_number(column.type)) {
        const auto value = number_in(text);
        if (!value) return std::nullopt;
        const double moved = *value + (exact ? 0 : dice_.chance(50) ? 1 : -1);
        if (column.type != Type::integer) return moved;
        if (std::abs(moved) < 9e18) return static_cast<std::int64_t>(moved);
        return std::nullopt;
    }
    if (column.type == Type::boolean)
        return std::int64_t{(text == "true" || text == "t" || text == "1") == exact};
    if (is_moment(column.type)) {
        const auto month = month_in(text);
        if (!month) return std::nullopt;
        return exact ? NewCell(text)
                     : moment(column, month->first + (dice_.chance(50) ? 1 : -1), month->second);
    }
    if (column.type == Type::uuid) return text.size() == 36 ? std::optional(text) : std::nullopt;
    if (column.type != Type::text && column.type != Type::unknown) return std::nullopt;
    return exact ? text : text + "x";
}

NewCell Values::number(const Column& column, std::int64_t whole) {
    if (column.type == Type::integer) return whole;
    return static_cast<double>(whole);
}

std::string Values::text() {
    return dice_.word({"", "a", "b1", "12", "7", "x y", "call", "not a number", "0.5", "ZZ"});
}

std::string Values::day(int year, int month) {
    return fmt::format("{:04}-{:02}-{:02}", year, month, 2 + dice_.below(26));
}

std::string Values::moment(const Column& column, int year, int month) {
    std::string made = day(year, month);
    if (column.type == Type::date) return made;
    made += fmt::format(" {:02}:{:02}:00", dice_.below(24), dice_.below(60));
    if (column.type == Type::timestamptz && dialect_ != Dialect::sqlite) made += "+00";
    return made;
}

NewCell Values::plain(const Column& column) {
    static const std::vector<std::int64_t> wholes{
        0, 1, 2, 3, 5, 7, 10, 12, 50, 99, 1000, 2147483647, -1, -20
    };
    switch (column.type) {
        case Type::boolean:
            return static_cast<std::int64_t>(dice_.below(2));
        case Type::integer:
            return dice_.pick(wholes);
        case Type::decimal:
        case Type::real:
            return static_cast<double>(dice_.pick(wholes)) +
                   static_cast<double>(dice_.below(4)) * 0.25;
        case Type::date:
        case Type::timestamp:
        case Type::timestamptz:
            return moment(
                column,
                2020 + static_cast<int>(dice_.below(5)),
                1 + static_cast<int>(dice_.below(12))
            );
        case Type::time:
            return fmt::format("{:02}:{:02}:00", dice_.below(24), dice_.below(60));
        case Type::interval:
            return fmt::format("{} days", 1 + dice_.below(30));
        case Type::uuid:
            return fmt::format("00000000-0000-4000-8000-{:012}", dice_.below(16));
        case Type::json:
            return fmt::format("{{\"k\":{},\"s\":\"{}\"}}", dice_.below(20), dice_.below(5));
        case Type::bytes:
            return fmt::format("b{}", dice_.below(40));
        default:
            return dice_.chance(50) ? text() : fmt::format("t{}", dice_.below(30));
    }
}

std::optional<NewCell>
Values::alike(const NewCell& value, const Column& column, const ColumnRule& rule) {
    if (tells_nothing(rule.mask)) {
        if (auto made = from_rules(column)) return made;
        return column.nullable && dice_.chance(10) ? NewCell() : plain(column);
    }
    if (std::holds_alternative<std::monostate>(value)) return value;
    const auto* held = std::get_if<std::string>(&value);
    if (rule.mask == Mask::bucket) {
        const auto size = static_cast<double>(bucket_size(rule));
        const double start = std::trunc(value_of(value) / size) * size;
        const double rest = std::floor(static_cast<double>(dice_.below(1000)) / 1000 * size);
        const double fraction =
            column.type == Type::integer ? 0 : static_cast<double>(dice_.below(4)) * 0.25;
        const double made = value_of(value) < 0 ? start - rest - fraction : start + rest + fraction;
        if (column.type == Type::integer && (size == 1 || std::abs(made) > 9e15))
            return std::nullopt;
        return column.type == Type::integer ? NewCell(static_cast<std::int64_t>(made))
                                            : NewCell(made);
    }
    if (rule.mask == Mask::partial && held != nullptr) {
        if (held->empty() || held->front() == '@' || (held->front() & 0x80) != 0) return value;
        const auto at = held->find('@');
        const std::string start = held->substr(0, 1) + fmt::format("{}", dice_.below(1000));
        return at == std::string::npos ? start + text() : start + held->substr(at);
    }
    if ((rule.mask == Mask::year || rule.mask == Mask::month) && held != nullptr) {
        const auto month = month_in(*held);
        if (!month) return value;
        const bool year = rule.mask == Mask::year;
        return moment(
            column, month->first, year ? 1 + static_cast<int>(dice_.below(12)) : month->second
        );
    }
    return std::nullopt;
}

}  // namespace parlance::proof
