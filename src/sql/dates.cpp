#include "sql/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

namespace parlance::sql {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Cuts a whole number off the front.
std::optional<std::int64_t> cut_number(std::string_view& text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || value > 1'000'000'000 || value < -1'000'000'000)
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    return value;
}

void skip_blanks(std::string_view& text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
}

struct Unit {
    std::string_view name;
    Span one;
};
constexpr std::array<Unit, 16> units{{
    {"year", {12}},
    {"yr", {12}},
    {"y", {12}},
    {"month", {1}},
    {"mon", {1}},
    {"quarter", {3}},
    {"decade", {120}},
    {"week", {0, 7}},
    {"w", {0, 7}},
    {"day", {0, 1}},
    {"d", {0, 1}},
    {"hour", {0, 0, 3600}},
    {"h", {0, 0, 3600}},
    {"minute", {0, 0, 60}},
    {"min", {0, 0, 60}},
    {"second", {0, 0, 1}},
}};

const Unit* cut_unit(std::string_view& text) {
    std::string word;
    while (!text.empty() && text[0] != ' ' && !is_digit(text[0])) {
        word += static_cast<char>(text[0] | 0x20);
        text.remove_prefix(1);
    }
    for (const Unit& unit : units)
        if (word == unit.name ||
            (word.ends_with('s') && word.substr(0, word.size() - 1) == unit.name))
            return &unit;
    return nullptr;
}

/// Two or four digits, or one to be padded.
bool cut_digits(std::string_view& text, std::size_t least, std::size_t most, int& value) {
    std::size_t length = 0;
    while (length < text.size() && length < most && is_digit(text[length]))
        ++length;
    if (length < least) return false;
    std::from_chars(text.data(), text.data() + length, value);
    text.remove_prefix(length);
    return true;
}

std::optional<std::chrono::year_month_day> cut_date(std::string_view& text) {
    int year = 0;
    int month = 0;
    int day = 0;
    if (!cut_digits(text, 4, 4, year) || !text.starts_with('-')) return std::nullopt;
    text.remove_prefix(1);
    if (!cut_digits(text, 1, 2, month) || !text.starts_with('-')) return std::nullopt;
    text.remove_prefix(1);
    if (!cut_digits(text, 1, 2, day)) return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year(year),
        std::chrono::month(static_cast<unsigned>(month)),
        std::chrono::day(static_cast<unsigned>(day))
    };
    if (!date.ok()) return std::nullopt;
    return date;
}

std::string iso(const std::chrono::year_month_day& date) {
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
}

/// `HH:MM[:SS[.fraction]]`; a zone of UTC may follow.
std::optional<std::string> cut_time(std::string_view& text) {
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!cut_digits(text, 1, 2, hour) || !text.starts_with(':')) return std::nullopt;
    text.remove_prefix(1);
    if (!cut_digits(text, 2, 2, minute)) return std::nullopt;
    std::string fraction;
    if (text.starts_with(':')) {
        text.remove_prefix(1);
        if (!cut_digits(text, 2, 2, second)) return std::nullopt;
        if (text.starts_with('.')) {
            std::size_t length = 1;
            while (length < text.size() && is_digit(text[length]))
                ++length;
            fraction = text.substr(0, length);
            text.remove_prefix(length);
        }
    }
    if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
    for (const std::string_view zone : {"Z", "+00:00", "+00", " UTC"})
        if (text == zone) text = {};
    return fmt::format("{:02}:{:02}:{:02}{}", hour, minute, second, fraction);
}

constexpr std::array<std::string_view, 21> tokens{"YYYY", "IYYY", "Month", "MONTH", "month", "HH24",
                                                  "Mon",  "MON",  "mon",   "DDD",   "Day",   "DAY",
                                                  "day",  "YY",   "MM",    "DD",    "Dy",    "IW",
                                                  "MI",   "SS",   "Q"};

}  // namespace

std::optional<Span> read_span(std::string_view text) {
    Span made;
    skip_blanks(text);
    if (text.empty()) return std::nullopt;
    while (!text.empty()) {
        const auto count = cut_number(text);
        skip_blanks(text);
        const Unit* unit = count ? cut_unit(text) : nullptr;
        if (unit == nullptr) return std::nullopt;
        made.months += *count * unit->one.months;
        made.days += *count * unit->one.days;
        made.seconds += *count * unit->one.seconds;
        skip_blanks(text);
    }
    return made;
}

std::optional<std::string> iso_date(std::string_view text) {
    const auto date = cut_date(text);
    if (!date) return std::nullopt;
    if (text.empty()) return iso(*date);
    text.remove_prefix(1);
    if (!cut_time(text) || !text.empty()) return std::nullopt;
    return iso(*date);
}

std::optional<std::string> iso_timestamp(std::string_view text) {
    const auto date = cut_date(text);
    if (!date) return std::nullopt;
    if (text.empty()) return iso(*date) + " 00:00:00";
    if (text[0] != ' ' && text[0] != 'T') return std::nullopt;
    text.remove_prefix(1);
    const auto time = cut_time(text);
    if (!time || !text.empty()) return std::nullopt;
    return iso(*date) + " " + *time;
}

std::optional<std::string> moved_date(std::string_view text, const Span& span) {
    const auto date = cut_date(text);
    if (!date || !text.empty() || span.seconds != 0) return std::nullopt;
    auto moved = *date + std::chrono::months(span.months);
    if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
    const auto day = std::chrono::sys_days(moved) + std::chrono::days(span.days);
    const std::chrono::year_month_day result(day);
    const int year = static_cast<int>(result.year());
    if (year < 1 || year > 9999) return std::nullopt;
    return iso(result);
}

std::optional<std::vector<FormatPiece>> read_format(std::string_view pattern) {
    std::vector<FormatPiece> pieces;
    bool unpadded = false;
    while (!pattern.empty()) {
        if (pattern.starts_with("FM")) {
            unpadded = true;
            pattern.remove_prefix(2);
            continue;
        }
        const auto token = std::ranges::find_if(tokens, [&](std::string_view one) {
            return pattern.starts_with(one);
        });
        if (token != tokens.end()) {
            pieces.push_back(
                {.token = std::string(*token), .unpadded = std::exchange(unpadded, false)}
            );
            pattern.remove_prefix(token->size());
        } else if (pattern[0] == '"') {
            const std::size_t end = pattern.find('"', 1);
            if (end == std::string_view::npos) return std::nullopt;
            pieces.push_back({.text = std::string(pattern.substr(1, end - 1))});
            pattern.remove_prefix(end + 1);
        } else if (std::string_view(" -/.,:;_").find(pattern[0]) != std::string_view::npos) {
            pieces.push_back({.text = std::string(pattern.substr(0, 1))});
            pattern.remove_prefix(1);
        } else {
            return std::nullopt;
        }
    }
    return pieces;
}

std::optional<std::string> to_char_pattern(std::string_view pattern) {
    constexpr std::array<std::pair<char, std::string_view>, 11> fields{{
        {'Y', "YYYY"},
        {'y', "YY"},
        {'m', "MM"},
        {'d', "DD"},
        {'H', "HH24"},
        {'i', "MI"},
        {'S', "SS"},
        {'s', "SS"},
        {'j', "DDD"},
        {'b', "Mon"},
        {'T', "HH24:MI:SS"},
    }};
    std::string made;
    // %M is the minute to one product and the month to the other: what else stands there tells.
    const bool mysql = pattern.find("%i") != std::string_view::npos;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%') {
            const bool sign = std::string_view(" -/.,:;_").find(pattern[i]) != pattern.npos;
            if (!sign && pattern[i] != 'T') return std::nullopt;
            made += sign ? std::string(1, pattern[i]) : std::string("\"T\"");
            continue;
        }
        if (++i == pattern.size()) return std::nullopt;
        if (pattern[i] == 'M' && !mysql && pattern.find("%H") < i) {
            made += "MI";
            continue;
        }
        const auto field =
            std::ranges::find(fields, pattern[i], [](const auto& f) { return f.first; });
        if (field == fields.end() || (pattern[i] == 's' && !mysql)) return std::nullopt;
        made += field->second;
    }
    return made;
}

}  // namespace parlance::sql
