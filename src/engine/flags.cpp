#include "engine/flags.hpp"

#include "engine/lexicon.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace parlance::engine {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 10> pairs{{
    {"1", "0"},
    {"Y", "N"},
    {"y", "n"},
    {"Yes", "No"},
    {"yes", "no"},
    {"YES", "NO"},
    {"T", "F"},
    {"true", "false"},
    {"TRUE", "FALSE"},
    {"J", "N"},
}};

/// The pair that all values are of; one that has no yes among the values says too little.
const Pair* pair_of(const ColumnModel& column) {
    const auto fits = [&](const Pair& pair) {
        return std::ranges::find(column.values, pair.first) != column.values.end() &&
               std::ranges::all_of(column.values, [&](const std::string& value) {
                   return value == pair.first || value == pair.second;
               });
    };
    const auto found = std::ranges::find_if(pairs, fits);
    return found == pairs.end() ? nullptr : &*found;
}

bool called_flag(const ColumnModel& column) {
    const auto listed = [](const std::string& word, const char* list) {
        return Lexicon::english().listed(list, word);
    };
    return column.words.size() > 1 && (listed(column.words.front(), "flag_beginnings") ||
                                       listed(column.words.back(), "flag_endings"));
}

}  // namespace

/// Numbers must be called a flag too: a quantity may be 0 or 1 in every row.
bool holds_flags(const ColumnModel& column) {
    if (column.type == Type::boolean) return true;
    if (column.type == Type::text) return column.values_complete && pair_of(column) != nullptr;
    const auto bit = [](const std::string& text) {
        return text.empty() || text == "0" || text == "1";
    };
    return column.type == Type::integer && called_flag(column) && bit(column.minimum) &&
           bit(column.maximum) && std::ranges::all_of(column.values, bit);
}

std::string written_flag(const ColumnModel& column, bool yes) {
    const Pair* pair = column.type == Type::text ? pair_of(column) : nullptr;
    if (pair == nullptr) return yes ? "1" : "0";
    return std::string(yes ? pair->first : pair->second);
}

}  // namespace parlance::engine
