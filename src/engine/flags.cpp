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

bool called_flag(const std::vector<std::string>& words) {
    const auto listed = [](const std::string& word, const char* list) {
        return Lexicon::english().listed(list, word);
    };
    return words.size() > 1 &&
           (listed(words.front(), "flag_beginnings") || listed(words.back(), "flag_endings"));
}

/// `estimated`, `paid`.
bool is_participle(const std::string& word) {
    return word.ends_with("ed") || Lexicon::english().listed("irregular_participles", word);
}

bool holds_both_bits(const ColumnModel& column) {
    if (column.minimum == "0" && column.maximum == "1") return true;
    return column.values_complete && column.values.size() == 2 &&
           std::ranges::is_permutation(column.values, std::array<std::string, 2>{"0", "1"});
}

}  // namespace

/// Numbers must be called so too: a quantity may be 0 or 1 in every row.
bool holds_flags(const ColumnModel& column) {
    if (column.type == Type::boolean) return true;
    if (column.type == Type::text) return column.values_complete && pair_of(column) != nullptr;
    if (column.type != Type::integer) return false;
    if (is_participle(column.words.back())) return holds_both_bits(column);
    const auto bit = [](const std::string& text) {
        return text.empty() || text == "0" || text == "1";
    };
    return called_flag(column.words) && bit(column.minimum) && bit(column.maximum) &&
           std::ranges::all_of(column.values, bit);
}

bool may_be_flag(std::string_view column_name) {
    const std::vector<std::string> words = words_of_name(column_name);
    return !words.empty() && (called_flag(words) || is_participle(words.back()));
}

std::string written_flag(const ColumnModel& column, bool yes) {
    const Pair* pair = column.type == Type::text ? pair_of(column) : nullptr;
    if (pair == nullptr) return yes ? "1" : "0";
    return std::string(yes ? pair->first : pair->second);
}

}  // namespace parlance::engine
