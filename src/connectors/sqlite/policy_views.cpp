#include "base/crypto.hpp"
#include "connectors/sqlite/handle.hpp"

#include <fmt/format.h>

/// What policies need of a handle: views that fence, and pseudonyms.
namespace parlance::connectors::sqlite {
namespace {

/// More than a statement can ask, few enough to forget the policies of yesterday.
constexpr std::size_t views_kept = 200;
constexpr std::size_t pseudonym_letters = 24;

std::string_view text_of(sqlite3_value* value) {
    const auto* text = sqlite3_value_text(value);
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    return text == nullptr ? std::string_view()
                           : std::string_view(reinterpret_cast<const char*>(text), size);
}

}  // namespace

void Handle::restrict(const guard::ApprovedQuery& query) {
    make_views(query);
    rights_.emplace(query);
}

void Handle::make_views(const guard::ApprovedQuery& query) {
    if (views_.size() + query.preamble().size() > views_kept) drop_views();
    for (const guard::PreambleView& view : query.preamble()) {
        for (const auto& [name, hex] : view.keys)
            keys_.emplace(name, from_hex(hex).value_or(""));
        if (views_.contains(view.name)) continue;
        execute("PRAGMA query_only=OFF");  // the file itself is open read-only
        execute(fmt::format("CREATE TEMP VIEW {} AS {}", view.name, view.text).c_str());
        execute("PRAGMA query_only=ON");
        views_.insert(view.name);
    }
}

void Handle::drop_views() noexcept {
    sqlite3_exec(database_, "PRAGMA query_only=OFF", nullptr, nullptr, nullptr);
    for (const std::string& name : views_) {
        const std::string drop = "DROP VIEW temp." + name;
        sqlite3_exec(database_, drop.c_str(), nullptr, nullptr, nullptr);
    }
    sqlite3_exec(database_, "PRAGMA query_only=ON", nullptr, nullptr, nullptr);
    views_.clear();
}

/// `parlance_pseudonym(key name, value)`: HMAC-SHA-256 (RFC 2104), as the guard spells it
/// elsewhere.
void Handle::pseudonym(sqlite3_context* context, int, sqlite3_value** values) {
    const auto& handle = *static_cast<Handle*>(sqlite3_user_data(context));
    const auto key = handle.keys_.find(std::string(text_of(values[0])));
    if (key == handle.keys_.end())
        return sqlite3_result_error(context, "no key for this pseudonym", -1);
    if (sqlite3_value_type(values[1]) == SQLITE_NULL) return sqlite3_result_null(context);
    const std::string hex = to_hex(bytes_of(hmac_sha256(key->second, text_of(values[1]))));
    sqlite3_result_text(context, hex.data(), pseudonym_letters, SQLITE_TRANSIENT);
}

}  // namespace parlance::connectors::sqlite
