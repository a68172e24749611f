#include "engine/flags.hpp"
#include "engine/lexicon.hpp"
#include "engine/model.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace parlance::engine {

bool says_one_of(const ColumnModel& column, const std::string& list) {
    return std::ranges::any_of(column.words, [&](const std::string& word) {
        return Lexicon::english().listed(list, word);
    });
}

namespace {

bool looks_like_date(const std::string& text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return false;
    constexpr std::array<std::size_t, 8> digits{0, 1, 2, 3, 5, 6, 8, 9};
    return std::ranges::all_of(digits, [&](std::size_t at) {
        return text[at] >= '0' && text[at] <= '9';
    });
}

bool looks_like_year(std::string text) {
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text.size() == 4 && (text[0] == '1' || text[0] == '2') &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool dates_in(const ColumnModel& column) {
    if (column.values.empty()) return false;
    const auto sample =
        std::span(column.values).first(std::min<std::size_t>(column.values.size(), 8));
    return std::ranges::all_of(sample, looks_like_date);
}

Kind kind_of_text(const ColumnModel& column) {
    if (dates_in(column)) return Kind::moment;
    if (says_one_of(column, "year_names") && !column.values.empty() &&
        looks_like_year(column.values[0])) {
        return Kind::year;
    }
    if (says_one_of(column, "name_names")) return Kind::name;
    const bool few = column.values_complete && column.values.size() <= 40;
    return few && !says_one_of(column, "code_names") ? Kind::category : Kind::text;
}

Kind kind_of(const ColumnModel& column) {
    if (holds_flags(column)) return Kind::flag;
    switch (column.type) {
        case Type::date:
        case Type::timestamp:
        case Type::timestamptz:
            return Kind::moment;
        case Type::integer:
        case Type::decimal:
        case Type::real:
            break;
        case Type::text:
        case Type::uuid:
        case Type::time:
        case Type::unknown:
            return kind_of_text(column);
        default:
            return Kind::other;
    }
    const bool year = says_one_of(column, "year_names") &&
                      (column.minimum.empty() || looks_like_year(column.minimum));
    if (year && (column.type == Type::integer || !column.minimum.empty())) return Kind::year;
    const bool counted =
        column.name.ends_with("_NO") || column.name.ends_with("_no") || column.name.ends_with("No");
    if (column.words.size() > 1 && (column.words.back() == "id" || counted)) return Kind::key;
    return Kind::number;
}

/// Texts that differ from row to row and are words, not codes.
bool reads_like_name(const ColumnModel& column) {
    constexpr std::size_t enough = 5;
    if (column.kind != Kind::text || column.values.size() < enough ||
        says_one_of(column, "code_names"))
        return false;
    const auto sample =
        std::span(column.values).first(std::min<std::size_t>(column.values.size(), 20));
    return std::ranges::all_of(sample, [](const std::string& value) {
        const bool letters =
            std::ranges::any_of(value, [](char c) { return c >= 'a' && c <= 'z'; });
        return letters && value.size() <= 60 && value.find('@') == std::string::npos &&
               value.find("://") == std::string::npos &&
               std::ranges::none_of(value, [](char c) { return c >= '0' && c <= '9'; });
    });
}

/// What rows are told apart by where they have no names: serial numbers, plates, document numbers.
bool numbers_rows(const ColumnModel& column) {
    constexpr std::size_t many = 20;
    const bool codes = std::ranges::all_of(column.values, [](const std::string& value) {
        return std::ranges::any_of(value, [](char c) { return c >= '0' && c <= '9'; });
    });
    return (column.kind == Kind::text || (column.kind == Kind::category && codes)) &&
           column.type == Type::text && column.values.size() >= many &&
           says_one_of(column, "numbers_of_rows") && !says_one_of(column, "other_numbers");
}

/// Names of a row: `name`, `title`, else first and last name, else a name-like text, else the key.
std::vector<ColumnId> display_of(const TableModel& table, const std::vector<ColumnModel>& columns) {
    const auto column = [&](ColumnId id) -> const ColumnModel& {
        return columns[static_cast<std::size_t>(id)];
    };
    const auto find = [&](auto test) -> ColumnId {
        const auto at = std::ranges::find_if(table.columns, test);
        return at == table.columns.end() ? nothing : *at;
    };
    const auto phrase_is = [&](std::string_view wanted) {
        return find([&](ColumnId id) { return column(id).phrase == wanted; });
    };
    for (const std::string& wanted :
         {std::string("name"), table.phrase + " name", std::string("full name")}) {
        const ColumnId exact = phrase_is(wanted);
        if (exact != nothing && column(exact).kind != Kind::foreign &&
            column(exact).kind != Kind::key)
            return {exact};
    }
    const auto own_phrase_is = [&](const std::string& wanted) {
        const ColumnId exact = phrase_is(wanted);
        return exact != nothing ? exact : phrase_is(table.phrase + " " + wanted);
    };
    const ColumnId first = own_phrase_is("first name");
    const ColumnId last = own_phrase_is("last name");
    if (first != nothing && last != nothing) return {first, last};
    for (const std::string& wanted :
         {std::string("title"), table.phrase + " title", table.phrase}) {
        const ColumnId exact = phrase_is(wanted);
        if (exact != nothing && column(exact).kind != Kind::foreign &&
            column(exact).kind != Kind::key) {
            return {exact};
        }
    }
    const ColumnId named = find([&](ColumnId id) {
        return column(id).kind == Kind::name && !column(id).phrase.starts_with("middle");
    });
    if (named != nothing) return {named};
    for (const std::string_view wanted : {"company", "organization", "organisation", "firm"}) {
        const ColumnId exact = phrase_is(wanted);
        if (exact != nothing && column(exact).type == Type::text &&
            column(exact).kind != Kind::foreign)
            return {exact};
    }
    std::vector<ColumnId> shown = table.primary_key;
    const ColumnId told = find([&](ColumnId id) { return reads_like_name(column(id)); });
    const ColumnId number = find([&](ColumnId id) { return numbers_rows(column(id)); });
    if (told != nothing && number == nothing) return {told};
    if (number != nothing) shown.push_back(number);
    if (!shown.empty()) return shown;
    return table.columns.empty() ? std::vector<ColumnId>{}
                                 : std::vector<ColumnId>{table.columns.front()};
}

ColumnId moment_of(const TableModel& table, const std::vector<ColumnModel>& columns) {
    ColumnId best = nothing;
    int best_score = -100;
    for (const ColumnId id : table.columns) {
        const ColumnModel& column = columns[static_cast<std::size_t>(id)];
        if (column.kind != Kind::moment && column.kind != Kind::year) continue;
        int score = column.kind == Kind::moment ? 10 : 5;
        for (const std::string& word : column.words) {
            if (std::ranges::find(table.words, word) != table.words.end()) score += 6;
            if (word == "date") score += 1;
            if (word == "created" || word == "start" || word == "begin") score += 2;
            if (word == "updated" || word == "modified" || word == "end" || word == "deleted" ||
                word == "due" || word == "deadline" || word == "expected" || word == "expiry")
                score -= 6;
            if (word == "birth") score -= 20;  // people come with it: nothing that happened here
        }
        score += column.nullable ? -2 : 0;
        if (score > best_score) best = id, best_score = score;
    }
    return best_score > -5 ? best : nothing;
}

}  // namespace

void find_kinds(
    std::vector<TableModel>& tables,
    std::vector<ColumnModel>& columns,
    const std::vector<Key>& keys
) {
    for (ColumnModel& column : columns) {
        column.kind = kind_of(column);
        if (column.type == Type::integer) column.values.clear();  // nobody asks for 0 and 1
    }
    for (const Key& key : keys) {
        for (const auto& [pointing, pointed] : key.columns) {
            columns[static_cast<std::size_t>(pointing)].kind = Kind::foreign;
        }
    }
    for (TableModel& table : tables) {
        for (const ColumnId id : table.primary_key) {
            ColumnModel& column = columns[static_cast<std::size_t>(id)];
            const bool natural = column.kind == Kind::name || column.kind == Kind::year;
            if (column.kind != Kind::foreign && !natural) column.kind = Kind::key;
        }
        table.display = display_of(table, columns);
        table.moment = moment_of(table, columns);
        const auto pointing = std::ranges::count_if(table.columns, [&](ColumnId id) {
            return columns[static_cast<std::size_t>(id)].kind == Kind::foreign;
        });
        table.bridge =
            pointing >= 2 && static_cast<std::size_t>(pointing) + 2 >= table.columns.size();
    }
}

}  // namespace parlance::engine
