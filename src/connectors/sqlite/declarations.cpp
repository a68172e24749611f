#include "connectors/sqlite/cursor.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

namespace parlance::connectors::sqlite {

namespace {

// First match wins; the words are looked for anywhere in the declaration, as SQLite does
// (sqlite.org/datatype3.html §3.1).
constexpr std::array words = {
    std::pair{"BOOL", Type::boolean},
    std::pair{"INTERVAL", Type::interval},
    std::pair{"POINT", Type::text},
    std::pair{"INT", Type::integer},
    std::pair{"SERIAL", Type::integer},
    std::pair{"CHAR", Type::text},
    std::pair{"CLOB", Type::text},
    std::pair{"TEXT", Type::text},
    std::pair{"STRING", Type::text},
    std::pair{"ENUM", Type::text},
    std::pair{"JSON", Type::json},
    std::pair{"UUID", Type::uuid},
    std::pair{"GUID", Type::uuid},
    std::pair{"BLOB", Type::bytes},
    std::pair{"BYTEA", Type::bytes},
    std::pair{"BINARY", Type::bytes},
    std::pair{"TIMESTAMPTZ", Type::timestamptz},
    std::pair{"TIMESTAMP WITH TIME ZONE", Type::timestamptz},
    std::pair{"TIMESTAMP", Type::timestamp},
    std::pair{"DATETIME", Type::timestamp},
    std::pair{"DATE", Type::date},
    std::pair{"TIME", Type::time},
    std::pair{"YEAR", Type::integer},
    std::pair{"REAL", Type::real},
    std::pair{"FLOA", Type::real},
    std::pair{"DOUB", Type::real},
    std::pair{"DEC", Type::decimal},
    std::pair{"NUM", Type::decimal},
    std::pair{"MONEY", Type::decimal},
    std::pair{"CURRENCY", Type::decimal},
};

}  // namespace

Type type_of_declaration(std::string_view declared) {
    std::string upper(declared);
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
    const auto* found = std::ranges::find_if(words, [&](const auto& word) {
        return upper.find(word.first) != std::string::npos;
    });
    return found == words.end() ? Type::unknown : found->second;
}

}  // namespace parlance::connectors::sqlite
