#pragma once

#include <string>

namespace parlance::connectors::import {

/// `PRAGMA quick_check` of a SQLite file (its header was seen). Throws `file_broken`.
void check_sqlite(const std::string& path);

}  // namespace parlance::connectors::import
