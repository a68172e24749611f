#pragma once

#include <boost/json/value.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// YAML in and out, as plain data: the one place that knows the library.
namespace parlance::catalog {

/// Reads one document. Every scalar is text, as it stands. Throws `Error` (invalid,
/// `knowledge_file`) with the line for bad syntax and for what no honest file needs: anchors and
/// aliases (which make a small file a huge one), tags, keys that are no text or stand twice, more
/// than `depth_max` levels, 20,000 nodes, or 512 KiB.
[[nodiscard]] boost::json::value read_yaml(std::string_view text, std::size_t depth_max = 8);

/// Reads all documents of a stream, `---` between them; the same limits hold for them together, and
/// there are at most 200.
[[nodiscard]] std::vector<boost::json::value>
read_yaml_documents(std::string_view text, std::size_t depth_max);

/// Writes texts, lists and objects, and `read_yaml` gives the same value back. Only what stands
/// under the keys in `blocks` may become a block when it has several lines, which people can read:
/// it comes back with a line's end behind it.
[[nodiscard]] std::string
write_yaml(const boost::json::value& value, std::span<const std::string_view> blocks = {});

}  // namespace parlance::catalog
