#include "cli/local_source.hpp"

#include "cli/run_task.hpp"

#include <CLI/App.hpp>

namespace parlance::cli {

LocalSource::LocalSource()
    : environment_{
          .blocking = pool_,
          .node = "cli",
          .allow_private = true,
          .allow_unix_sockets = true
      } {}

LocalSource::~LocalSource() {
    std::error_code gone_already;
    if (!scratch_.empty()) std::filesystem::remove_all(scratch_, gone_already);
}

catalog::View LocalSource::open(const std::string& name, const catalog::ValueLimits& limits) {
    return run_task(catalog::open_local(catalog::connection_named(name), environment_, limits));
}

void LocalSource::add_option(CLI::App& words, std::string& name) {
    words
        .add_option(
            "--source",
            name,
            "sqlite:PATH, postgresql://user@host/database, or a CSV, TSV, JSON or Parquet file"
        )
        ->required();
}

}  // namespace parlance::cli
