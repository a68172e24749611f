#pragma once

#include "base/threads.hpp"
#include "catalog/local.hpp"
#include "catalog/view.hpp"

#include <filesystem>
#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace parlance::cli {

/// The source that a command works on without a server, from its option `--source`.
class LocalSource {
public:
    LocalSource();
    LocalSource(const LocalSource&) = delete;
    LocalSource& operator=(const LocalSource&) = delete;
    /// Removes what was imported for this one command.
    ~LocalSource();

    /// Opens the source that `name` describes. A CSV, TSV, JSON or Parquet file is imported first,
    /// as an upload is. `knowledge` is a YAML file that teaches it; empty for none.
    [[nodiscard]] catalog::View open(
        const std::string& name,
        const catalog::ValueLimits& limits,
        const std::string& knowledge = {}
    );

    /// Adds `--source` to a command, which needs it unless the caller says otherwise.
    static CLI::Option* add_option(CLI::App& words, std::string& name);
    /// Adds `--knowledge` to a command.
    static void add_knowledge_option(CLI::App& words, std::string& knowledge);

private:
    [[nodiscard]] connectors::Connection imported(const std::string& file);

    BlockingPool pool_{"local", 2};
    connectors::Environment environment_;
    std::filesystem::path scratch_;  ///< empty until something is imported
};

}  // namespace parlance::cli
