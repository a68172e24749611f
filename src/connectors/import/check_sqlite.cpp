#include "connectors/import/check_sqlite.hpp"

#include "base/error.hpp"
#include "connectors/sqlite/handle.hpp"

#include <string_view>

namespace parlance::connectors::import {

void check_sqlite(const std::string& path) {
    try {
        sqlite::Handle handle(path, sqlite::Sharing::none);
        const sqlite::Statement check = handle.prepare("PRAGMA quick_check(1)");
        const bool answered = handle.step(check.get());
        const auto* text = answered ? sqlite3_column_text(check.get(), 0) : nullptr;
        if (text != nullptr && std::string_view(reinterpret_cast<const char*>(text)) == "ok")
            return;
    } catch (const Error&) {
        // What exactly is wrong with it does not matter: it is not opened.
    }
    throw Error(Failure::invalid, "file_broken", "The SQLite file is damaged.");
}

}  // namespace parlance::connectors::import
