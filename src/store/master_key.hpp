#pragma once

#include "base/crypto.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// Where the master key comes from. Without `given` and `command` it is the file `master.key` in
/// `folder`, made at first start.
struct MasterKeyPlace {
    std::filesystem::path folder;  ///< made with mode 0700
    /// `PARLANCE_MASTER_KEY`: 32 random bytes as base64url or hexadecimal; several, separated by
    /// commas, while they are rotated: the first is the current one.
    std::optional<Secret> given;
    std::string command;  ///< its standard output is read as `given` is
};

/// The usual place beside the store: what `PARLANCE_MASTER_KEY` holds, or what the command in
/// `PARLANCE_MASTER_KEY_COMMAND` prints, or else the file in `data/keys`.
[[nodiscard]] MasterKeyPlace usual_master_key_place(const std::filesystem::path& data);

/// A key that wraps data keys, and the name by which wrapped keys remember it.
struct MasterKey {
    std::string id;  ///< the first half of the key's SHA-256: tells keys apart, tells nothing else
    Secret key;
};

/// The keys in use: the current one first, then those that a rotation has not emptied yet. Throws
/// `Error` (code `weak_key`, `key_file_exposed`, `key_missing`, …) rather than run with a bad key.
/// `may_create` lets a missing file be made.
[[nodiscard]] std::vector<MasterKey> load_master_keys(const MasterKeyPlace& place, bool may_create);

/// Keys that were retired by a rotation: they open backups that are older than it.
[[nodiscard]] std::vector<MasterKey> retired_master_keys(const MasterKeyPlace& place);

/// Whether Parlance keeps the key itself, so that it can make a new one.
[[nodiscard]] bool keeps_key_file(const MasterKeyPlace& place);

/// Puts a fresh key in front of those in the file, atomically and durably.
void add_master_key(const MasterKeyPlace& place);

/// Leaves only the first key in the file and moves the others to the folder `retired`.
void retire_master_keys(const MasterKeyPlace& place);

/// Reads one key; throws `Error` with the code `weak_key` for one of another length, for one that
/// somebody typed, and for all zeros and the like.
[[nodiscard]] MasterKey parse_master_key(std::string_view text);

}  // namespace parlance::store
