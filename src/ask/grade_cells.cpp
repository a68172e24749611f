#include "ask/grade_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace parlance::ask {

namespace {

std::optional<double> number_in(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// Whole numbers by all their digits, others by nine.
std::string number_key(std::string_view text) {
    constexpr double exact_max = 1e15;
    const bool whole = text.find_first_of(".eE") == std::string_view::npos;
    if (whole && text != "-0") return fmt::format("#{}", text);
    const double value = number_in(text).value_or(0);
    if (value == 0) return "#0";
    if (value == std::trunc(value) && std::abs(value) < exact_max)
        return fmt::format("#{:.0f}", value);
    return fmt::format("#{:.9g}", value);
}

std::string exact_key(CellKind kind, std::string_view text) {
    switch (kind) {
        case CellKind::null:
            return "n";
        case CellKind::boolean:
            return fmt::format("b{}", text);
        case CellKind::number:
            return number_key(text);
        default:
            return fmt::format("t{}", text);
    }
}

bool ends_in_midnight(std::string_view text) {
    constexpr std::size_t day_size = 10;  // 2026-11-30
    if (text.size() <= day_size || (text[day_size] != ' ' && text[day_size] != 'T')) return false;
    return text[4] == '-' && text[7] == '-' &&
           text.find_first_not_of("0:.+Z", day_size + 1) == std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string loose_key(CellKind kind, std::string_view text) {
    if (kind == CellKind::null) return "n";
    text = trimmed(text);
    if (kind == CellKind::boolean) return text == "true" ? "#1" : "#0";
    if (number_in(text)) return number_key(text);
    if (ends_in_midnight(text)) text = text.substr(0, 10);
    return fmt::format("t{}", text);
}

template <class Key>
Keys keys(const ResultSet& result, const Key& key) {
    Keys made(result.rows.rows());
    for (std::size_t row = 0; row < made.size(); ++row) {
        for (const Batch::Cell& cell : result.rows.row(row))
            made[row].push_back(key(cell.kind, result.rows.text(cell)));
    }
    return made;
}

/// How many decimals are written; none of a number with an exponent.
std::optional<int> decimals(std::string_view text) {
    if (text.find_first_of("eE") != std::string_view::npos) return std::nullopt;
    const auto point = text.find('.');
    return point == std::string_view::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

Near nearness_of_numbers(std::string_view left, std::string_view right) {
    constexpr double noise = 1e-6;
    const double one = number_in(left).value_or(0);
    const double two = number_in(right).value_or(0);
    const double apart = std::abs(one - two);
    const auto in_left = decimals(left);
    const auto in_right = decimals(right);
    const bool whole = in_left == 0 && in_right == 0;
    if (!whole && apart <= noise * std::max(std::abs(one), std::abs(two))) return Near::same;
    if (!in_left || !in_right || in_left == in_right) return Near::other;
    const double half_unit = 0.5 * std::pow(10.0, -std::min(*in_left, *in_right));
    return apart <= half_unit * (1 + noise) ? Near::rounded : Near::other;
}

}  // namespace

Keys exact_keys(const ResultSet& result) {
    return keys(result, exact_key);
}

Keys loose_keys(const ResultSet& result) {
    return keys(result, loose_key);
}

Near nearness(
    const Batch& left,
    const Batch::Cell& left_cell,
    const Batch& right,
    const Batch::Cell& right_cell
) {
    const std::string_view one = left.text(left_cell);
    const std::string_view two = right.text(right_cell);
    if (exact_key(left_cell.kind, one) == exact_key(right_cell.kind, two)) return Near::same;
    const bool numbers = left_cell.kind == CellKind::number && right_cell.kind == CellKind::number;
    return numbers ? nearness_of_numbers(one, two) : Near::other;
}

}  // namespace parlance::ask
