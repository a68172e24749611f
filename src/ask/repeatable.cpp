#include "ask/repeatable.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace parlance::ask {

namespace {

/// Words that make a statement, or a value of it, depend on more than data, also as a part of a
/// name
/// (`parlance_now`, `gen_random_uuid`) and in a literal ('now', 'start of today').
constexpr std::array parts{
    std::string_view("now"),
    std::string_view("today"),
    std::string_view("tomorrow"),
    std::string_view("yesterday"),
    std::string_view("random"),
    std::string_view("randomblob"),
};

/// Whole names.
constexpr std::array names{
    std::string_view("current_date"),      std::string_view("current_time"),
    std::string_view("current_timestamp"), std::string_view("current_user"),
    std::string_view("current_role"),      std::string_view("current_schema"),
    std::string_view("current_schemas"),   std::string_view("current_catalog"),
    std::string_view("current_database"),  std::string_view("current_setting"),
    std::string_view("current_localtime"), std::string_view("current_localtimestamp"),
    std::string_view("get_current_time"),  std::string_view("get_current_timestamp"),
    std::string_view("localtime"),         std::string_view("localtimestamp"),
    std::string_view("clock_timestamp"),   std::string_view("statement_timestamp"),
    std::string_view("session_user"),      std::string_view("transaction_timestamp"),
    std::string_view("timeofday"),         std::string_view("sysdate"),
    std::string_view("setseed"),           std::string_view("txid_current"),
};

/// Names that mean a column just as often: only when they are called.
constexpr std::array functions{
    std::string_view("age"),
    std::string_view("uuid"),
    std::string_view("uuidv4"),
    std::string_view("uuidv7"),
};

/// Functions of SQLite that mean "now" when they are told no time.
constexpr std::array clocks{
    std::string_view("date"),
    std::string_view("time"),
    std::string_view("datetime"),
    std::string_view("julianday"),
    std::string_view("unixepoch"),
    std::string_view("strftime"),
};

bool is_one_of(std::span<const std::string_view> all, std::string_view name) {
    return std::ranges::find(all, name) != all.end();
}

bool is_letter(char each) {
    return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '_';
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& each : out)
        if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
    return out;
}

/// What stands between the brackets of a call whose name ends at `end`; nothing when it is none.
std::optional<std::string_view> arguments(std::string_view text, std::size_t end) {
    if (end < text.size() && text[end] == '"') ++end;
    const std::size_t open = text.find_first_not_of(" \n\t", end);
    if (open == std::string_view::npos || text[open] != '(') return std::nullopt;
    int depth = 0;
    for (std::size_t at = open; at < text.size(); ++at) {
        if (text[at] == '(') ++depth;
        if (text[at] == ')' && --depth == 0) return text.substr(open + 1, at - open - 1);
    }
    return "";
}

/// `date()` and `strftime('%Y')` ask the clock.
bool asks_the_clock(std::string_view name, std::string_view text, std::size_t end) {
    const auto inside = arguments(text, end);
    if (!inside) return false;
    if (is_one_of(functions, name)) return true;
    if (!is_one_of(clocks, name)) return false;
    if (name == "strftime") return inside->find(',') == std::string_view::npos;
    return inside->find_first_not_of(" \n\t") == std::string_view::npos;
}

bool has_doubtful_part(std::string_view name) {
    while (!name.empty()) {
        const std::size_t end = std::min(name.find('_'), name.size());
        if (is_one_of(parts, name.substr(0, end))) return true;
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return false;
}

bool doubtful(std::string_view name, std::string_view text, std::size_t end) {
    return is_one_of(names, name) || has_doubtful_part(name) || asks_the_clock(name, text, end);
}

}  // namespace

bool repeatable_text(std::string_view sql) {
    const std::string text = lower_case(sql);
    std::size_t at = 0;
    while (at < text.size()) {
        if (!is_letter(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_letter(text[end]))
            ++end;
        if (doubtful(std::string_view(text).substr(at, end - at), text, end)) return false;
        at = end;
    }
    return true;
}

bool repeatable(const guard::ApprovedQuery& query) {
    const auto is_fine = [](const guard::Bound& value) {
        return !value.text || repeatable_text(*value.text);
    };
    const auto is_fine_view = [](const guard::PreambleView& view) {
        return repeatable_text(view.text);
    };
    return repeatable_text(query.text()) && std::ranges::all_of(query.parameters(), is_fine) &&
           std::ranges::all_of(query.preamble(), is_fine_view);
}

}  // namespace parlance::ask
