#pragma once

#include "connectors/import.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// What the server and its import child say to each other, as JSON.
namespace parlance::connectors::import {

inline constexpr const char* child_argument = "--import-child";
inline constexpr int reply_descriptor = 3;

struct Job {
    std::string path;
    std::string extension;
    std::string target;  ///< a private copy, renamed by the server at the end
    std::string table;
    bool replace = false;
    std::int64_t output_bytes_max = 0;
    std::int64_t memory_bytes = 0;
    std::int64_t time_s = 0;
    int threads = 1;
};
BOOST_DESCRIBE_STRUCT(
    Job,
    (),
    (path, extension, target, table, replace, output_bytes_max, memory_bytes, time_s, threads)
)

struct DoneColumn {
    std::string name;
    std::string native_type;
};
BOOST_DESCRIBE_STRUCT(DoneColumn, (), (name, native_type))

struct DoneTable {
    std::string name;
    std::vector<DoneColumn> columns;
    std::int64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(DoneTable, (), (name, columns, rows))

/// `code` is empty when it went well.
struct Reply {
    std::string code;
    std::string message;
    std::string format;
    std::vector<DoneTable> tables;
    std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(Reply, (), (code, message, format, tables, warnings))

/// Reads the job's file into its target. Runs inside the sandbox.
[[nodiscard]] Reply load(const Job& job);

}  // namespace parlance::connectors::import
