#include "connectors/import.hpp"

#include "base/json.hpp"
#include "connectors/duckdb/cells.hpp"
#include "connectors/import/child_process.hpp"
#include "connectors/import/wire.hpp"
#include "connectors/utf8.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <utility>

namespace parlance::connectors {

namespace fs = std::filesystem;

namespace {

/// The copy that the child works on; goes away unless it takes the target's place.
class Draft {
public:
    explicit Draft(const fs::path& target) : target_(target), path_(target) {
        static std::atomic<unsigned> count = 0;
        path_ += fmt::format(".import-{}-{}", ::getpid(), ++count);
        std::error_code error;
        if (!fs::exists(target_, error)) return;
        fs::copy_file(target_, path_, error);
        if (error) full(error);
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    ~Draft() {
        std::error_code ignored;
        fs::remove(path_, ignored);
        fs::path log = path_;
        fs::remove(log += ".wal", ignored);
    }

    void publish() {
        std::error_code error;
        fs::rename(path_, target_, error);
        if (error) full(error);
    }

    [[nodiscard]] const fs::path& path() const noexcept { return path_; }

private:
    [[noreturn]] void full(std::error_code error) const {
        std::error_code ignored;
        fs::remove(path_, ignored);
        if (error == std::errc::no_space_on_device) {
            throw Error(
                Failure::internal,
                "storage_full",
                "The server has no room left for this file. Ask who runs it."
            );
        }
        throw Error(Failure::internal, "import_failed", "The imported file could not be stored.");
    }

    fs::path target_;
    fs::path path_;
};

std::string extension_of(std::string_view file_name) {
    std::string extension = fs::path(file_name).extension().string();
    if (extension.starts_with('.')) extension.erase(0, 1);
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) {
        return std::tolower(c);
    });
    return extension.substr(0, 16);
}

void check_size(const ImportRequest& request) {
    std::error_code error;
    const auto size = fs::file_size(request.path, error);
    if (error) throw Error(Failure::not_found, "file_not_found", "The file does not exist.");
    if (size == 0) throw Error(Failure::invalid, "file_empty", "The file is empty.");
    if (size > static_cast<std::uintmax_t>(request.limits.input_bytes_max)) {
        throw Error(
            Failure::too_large,
            "file_too_large",
            fmt::format(
                "The file is larger than the {} MiB that an import may read.",
                request.limits.input_bytes_max >> 20
            )
        );
    }
}

import::Job job_for(const ImportRequest& request, const fs::path& draft) {
    const ImportLimits& limits = request.limits;
    return {
        .path = fs::canonical(request.path).string(),
        .extension = extension_of(request.file_name),
        .target = draft.string(),
        .table = request.table.empty() ? table_name_for(request.file_name) : request.table,
        .replace = request.replace,
        .output_bytes_max = limits.output_bytes_max,
        .memory_bytes = limits.memory_bytes,
        .time_s = limits.time_s,
        .threads = limits.threads,
    };
}

Failure failure_for(const std::string& code) {
    if (code == "file_too_large") return Failure::too_large;
    if (code == "table_exists") return Failure::conflict;
    const bool ours = code == "import_failed" || code == "storage_full";
    return ours ? Failure::internal : Failure::invalid;
}

/// The child read a hostile file: what it says is checked as if a stranger said it.
ImportReport report_of(const import::Reply& reply) {
    ImportReport report;
    report.format = repaired_utf8(reply.format);
    for (const std::string& warning : reply.warnings)
        report.warnings.push_back(repaired_utf8(warning));
    for (const import::DoneTable& table : reply.tables) {
        ImportedTable done{.name = repaired_utf8(table.name), .columns = {}, .rows = table.rows};
        for (const import::DoneColumn& column : table.columns) {
            const Type type = duckdb::type_of_name(column.native_type);
            done.columns.push_back({repaired_utf8(column.name), type});
        }
        report.tables.push_back(std::move(done));
    }
    return report;
}

}  // namespace

ImportReport import_file(const ImportRequest& request, std::stop_token stop) {
    using Clock = std::chrono::steady_clock;
    const auto begun = Clock::now();
    check_size(request);
    Draft draft(fs::absolute(request.target));
    const std::string job = json::to_text(job_for(request, draft.path()));
    const std::chrono::seconds time(request.limits.time_s);
    const auto reply = json::read<import::Reply>(import::run_child(job, time, std::move(stop)));
    if (!reply.code.empty()) {
        throw Error(failure_for(reply.code), reply.code, repaired_utf8(reply.message));
    }
    ImportReport report = report_of(reply);
    if (report.format != "sqlite") draft.publish();
    report.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
    return report;
}

std::string table_name_for(std::string_view file_name) {
    constexpr std::size_t name_max = 60;
    const std::string stem = fs::path(file_name).stem().string();
    std::string name;
    for (const char each : stem) {
        const auto letter = static_cast<unsigned char>(each);
        if (std::isalnum(letter) != 0 && letter < 0x80) {
            name += static_cast<char>(std::tolower(letter));
        } else if (!name.empty() && name.back() != '_') {
            name += '_';
        }
    }
    name.resize(std::min(name.size(), name_max));
    while (name.ends_with('_'))
        name.pop_back();
    if (name.empty()) return "data";
    return std::isdigit(static_cast<unsigned char>(name[0])) != 0 ? "t_" + name : name;
}

}  // namespace parlance::connectors
