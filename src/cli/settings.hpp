#pragma once

#include "base/config.hpp"

#include <memory>

namespace CLI {
class App;
}

namespace parlance::cli {

/// Gives `words` an option for every member of `Config`, and `--config FILE`. After parsing,
/// `read_config` has what counts: a flag before a variable `PARLANCE_…` before the file before the
/// default. Throws `Error` (`bad_setting`) for values and names that make no sense.
class Settings {
public:
    explicit Settings(CLI::App& words);
    Settings(const Settings&) = delete;
    Settings& operator=(const Settings&) = delete;
    ~Settings();

    [[nodiscard]] Config read_config() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parlance::cli
