#include "connectors/sqlite/language.hpp"

#include <utf8proc.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parlance::connectors::sqlite {
namespace {

constexpr int pure = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
constexpr std::size_t longest_pattern = 1000;

std::string_view text_of(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return text == nullptr
               ? std::string_view{}
               : std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

using Letter = utf8proc_int32_t;

/// Each letter of a text; what is not UTF-8 counts byte by byte.
template <class Take>
void each_letter(std::string_view text, Take take) {
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        Letter letter = 0;
        utf8proc_ssize_t length = utf8proc_iterate(at, left, &letter);
        if (length <= 0) {
            letter = *at;
            length = 1;
        }
        take(letter);
        at += length;
        left -= length;
    }
}

template <Letter (*change)(Letter)>
void changed_case(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    std::string made;
    each_letter(text_of(arguments[0]), [&](Letter letter) {
        utf8proc_uint8_t bytes[4];
        const auto length = utf8proc_encode_char(change(letter), bytes);
        made.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
    });
    sqlite3_result_text64(context, made.data(), made.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

std::vector<Letter> folded(std::string_view text) {
    std::vector<Letter> letters;
    letters.reserve(text.size());
    each_letter(text, [&](Letter letter) { letters.push_back(utf8proc_tolower(letter)); });
    return letters;
}

constexpr Letter any_one = -1;
constexpr Letter any_many = -2;

/// The pattern with its wildcards told from plain letters; not `good` when it ends in its escape.
std::vector<Letter> compiled(std::string_view pattern, Letter escape, bool& good) {
    std::vector<Letter> made;
    bool escaped = false;
    each_letter(pattern, [&](Letter letter) {
        if (!escaped && letter == escape)
            escaped = true;
        else if (std::exchange(escaped, false) || (letter != '%' && letter != '_'))
            made.push_back(utf8proc_tolower(letter));
        else
            made.push_back(letter == '%' ? any_many : any_one);
    });
    good = !escaped;
    return made;
}

/// Goes back only to the last `%`: linear in memory, at most pattern times text in time.
bool matches(const std::vector<Letter>& pattern, const std::vector<Letter>& text) {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = pattern.size();
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == any_many) {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == any_one || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star < pattern.size()) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == any_many)
        ++p;
    return p == pattern.size();
}

/// `like(pattern, text[, escape])`, as SQLite calls it for `text LIKE pattern`.
void like(sqlite3_context* context, int count, sqlite3_value** arguments) {
    for (int i = 0; i < count; ++i)
        if (sqlite3_value_type(arguments[i]) == SQLITE_NULL) return;
    const std::string_view pattern = text_of(arguments[0]);
    const std::string_view escape = count > 2 ? text_of(arguments[2]) : std::string_view{};
    Letter letter = any_one;
    each_letter(escape, [&](Letter one) { letter = one; });
    bool good = true;
    const std::vector<Letter> wanted = compiled(pattern, letter, good);
    if (pattern.size() > longest_pattern || !good)
        return sqlite3_result_error(context, "pattern too complex", -1);
    sqlite3_result_int(context, matches(wanted, folded(text_of(arguments[1]))) ? 1 : 0);
}

/// As SQLite's own, but not of a size that some rows of would fill a disk with.
void zeroblob(sqlite3_context* context, int, sqlite3_value** arguments) {
    constexpr sqlite3_int64 most = 1 << 20;
    const sqlite3_int64 size = sqlite3_value_int64(arguments[0]);
    if (size > most) return sqlite3_result_error_toobig(context);
    sqlite3_result_zeroblob(context, static_cast<int>(size < 0 ? 0 : size));
}

void add(
    sqlite3* database,
    const char* name,
    int arguments,
    void (*call)(sqlite3_context*, int, sqlite3_value**)
) {
    sqlite3_create_function_v2(
        database, name, arguments, pure, nullptr, call, nullptr, nullptr, nullptr
    );
}

}  // namespace

void add_language(sqlite3* database) {
    add(database, "lower", 1, changed_case<utf8proc_tolower>);
    add(database, "upper", 1, changed_case<utf8proc_toupper>);
    add(database, "like", 2, like);
    add(database, "like", 3, like);
    add(database, "zeroblob", 1, zeroblob);
    add_aggregates(database);
}

}  // namespace parlance::connectors::sqlite
