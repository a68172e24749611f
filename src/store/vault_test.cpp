#include "store/vault.hpp"

#include "store/connections.hpp"
#include "store/signing_keys.hpp"
#include "store/testing.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

namespace parlance::store {
namespace {

class VaultTest : public StoreTest {
protected:
    std::string seal(const Principal& who, const char* record, const char* field = "password") {
        return write([&](Writer& writer) {
            return vault().seal(writer, who, record, field, "s3cret of " + who.username);
        });
    }
    /// What opens, or the code of the refusal.
    std::string open(
        const Principal& who,
        const char* record,
        const std::string& sealed,
        const char* field = "password"
    ) {
        try {
            return read([&](Reader& reader) {
                return std::string(vault().open(reader, who, record, field, sealed).reveal());
            });
        } catch (const Error& error) {
            return error.code();
        }
    }
    std::string add(const Principal& who, const std::string& name) {
        return write([&](Writer& writer) {
            NewConnection wanted{.name = name, .kind = "postgres", .host = "db"};
            wanted.password = Secret("pw of " + name);
            return add_connection(writer, vault(), who, wanted).id;
        });
    }
    std::string password(const Principal& who, const std::string& id) {
        return read([&](Reader& reader) {
            return std::string(connection_password(reader, vault(), who, id).reveal());
        });
    }
    std::int64_t count(const std::string& what) {
        return read([&](Reader& reader) {
            return reader.count("SELECT count(*) AS value FROM " + what);
        });
    }
    std::filesystem::path key_file() { return place.folder / "master.key"; }
    std::string starting_with(const std::string& key) {
        MasterKeyPlace given{folder.path() / "other", Secret(std::string_view(key)), ""};
        try {
            const Vault started(database, given);
        } catch (const Error& error) {
            return error.code();
        }
        return {};
    }
};

TEST_F(VaultTest, OpensWhatItSealed) {
    const std::string sealed = seal(ada, "c1");
    EXPECT_EQ(open(ada, "c1", sealed), "s3cret of ada");
    EXPECT_EQ(sealed.find("s3cret"), std::string::npos);
    EXPECT_NE(seal(ada, "c1"), sealed);
}

TEST_F(VaultTest, ASecretOpensAtItsPlaceOnly) {
    const std::string sealed = seal(ada, "c1");
    seal(eve, "c1");
    EXPECT_EQ(open(eve, "c1", sealed), "vault_refused");
    EXPECT_EQ(open(ada, "c2", sealed), "vault_refused");
    EXPECT_EQ(open(ada, "c1", sealed, "certificate"), "vault_refused");
    EXPECT_EQ(
        read_fails([&](Reader& reader) {
            static_cast<void>(vault().open(reader, System{}, "c1", "password", sealed));
        }),
        "vault_refused"
    );
}

TEST_F(VaultTest, RecordAndFieldDoNotRunIntoEachOther) {
    const std::string sealed = seal(ada, "c", "1password");
    EXPECT_EQ(open(ada, "c1", sealed, "password"), "vault_refused");
}

TEST_F(VaultTest, RefusesEveryChangedBitAndForm) {
    const std::string sealed = seal(ada, "c1");
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        std::string changed = sealed;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_EQ(open(ada, "c1", changed), "vault_refused") << at;
    }
    for (const char* bad : {"", "v1", "v1:", "v1:1", "v1:1:", "v0:1:AAAA", "v1:x:AAAA", "v1:-1:AA"})
        EXPECT_EQ(open(ada, "c1", bad), "vault_refused") << bad;
}

TEST_F(VaultTest, LengthTellsLittle) {
    EXPECT_EQ(seal(ada, "c1").size(), write([&](Writer& writer) {
                                          return vault().seal(writer, ada, "c2", "password", "");
                                      }).size());
}

TEST_F(VaultTest, TheKeyFileIsPrivateAndStays) {
    const std::string sealed = seal(ada, "c1");
    struct stat state{};
    ASSERT_EQ(::stat(key_file().c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777, 0600);
    reopened_vault();
    EXPECT_EQ(open(ada, "c1", sealed), "s3cret of ada");
}

TEST_F(VaultTest, RefusesAKeyFileThatOthersMayRead) {
    seal(ada, "c1");
    ::chmod(key_file().c_str(), 0640);
    try {
        reopened_vault();
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), "key_file_exposed");
    }
}

TEST_F(VaultTest, RefusesToMakeANewKeyForASealedStore) {
    seal(ada, "c1");
    std::filesystem::remove(key_file());
    EXPECT_THROW(reopened_vault(), Error);
    EXPECT_FALSE(std::filesystem::exists(key_file()));
}

TEST_F(VaultTest, RefusesAnotherMasterKey) {
    seal(ada, "c1");
    EXPECT_EQ(starting_with(to_hex(random_bytes(32))), "key_missing");
}

TEST_F(VaultTest, RefusesWeakKeys) {
    EXPECT_EQ(starting_with(""), "weak_key");
    EXPECT_EQ(starting_with("changeme"), "weak_key");
    EXPECT_EQ(starting_with("secret"), "weak_key");
    EXPECT_EQ(starting_with(to_hex(random_bytes(31))), "weak_key");
    EXPECT_EQ(starting_with(to_hex(random_bytes(33))), "weak_key");
    EXPECT_EQ(starting_with(to_hex(std::string(32, '\0'))), "weak_key");
    EXPECT_EQ(starting_with(to_hex(std::string(32, '\xff'))), "weak_key");
    EXPECT_EQ(starting_with(to_base64url("my very long and secret password")), "weak_key");
    std::string spaced = to_hex(random_bytes(32));
    spaced[10] = ' ';
    EXPECT_EQ(starting_with(spaced), "weak_key");
    EXPECT_EQ(starting_with(to_hex(random_bytes(32))), "");
}

TEST_F(VaultTest, TakesTheKeyFromACommand) {
    const std::string key = to_hex(random_bytes(32));
    const Vault started(database, {folder.path() / "none", std::nullopt, "echo " + key});
    EXPECT_THROW(Vault(database, {folder.path() / "none", std::nullopt, "exit 3"}), Error);
}

TEST_F(VaultTest, RotatesTheMasterKey) {
    const std::string mine = seal(ada, "c1");
    const std::string hers = seal(eve, "c1");
    std::ifstream before(key_file());
    std::string old_key;
    before >> old_key;
    EXPECT_EQ(vault().rotate_master(System{}).keys, 2);
    std::ifstream after(key_file());
    const std::string all(std::istreambuf_iterator<char>(after), {});
    EXPECT_EQ(all.find(old_key), std::string::npos);
    EXPECT_EQ(open(ada, "c1", mine), "s3cret of ada");
    reopened_vault();
    EXPECT_EQ(open(eve, "c1", hers), "s3cret of eve");
}

TEST_F(VaultTest, AMasterRotationThatWasStoppedGoesOn) {
    std::vector<Principal> people;
    std::vector<std::string> sealed;
    for (int index = 0; index < 250; ++index) {
        people.push_back(founder(fmt::format("user{}", index)));
        sealed.push_back(seal(people.back(), "c"));
    }
    const auto stop = [](const Rotation& done) {
        if (done.keys >= 100) throw std::runtime_error("killed");
    };
    EXPECT_THROW(vault().rotate_master(System{}, stop), std::runtime_error);
    EXPECT_EQ(count("(SELECT DISTINCT master_id FROM tenant_keys) masters"), 2);
    reopened_vault();
    EXPECT_EQ(open(people[0], "c", sealed[0]), "s3cret of user0");
    EXPECT_EQ(open(people[249], "c", sealed[249]), "s3cret of user249");
    EXPECT_EQ(vault().rotate_master(System{}).keys, 150);
    EXPECT_EQ(count("(SELECT DISTINCT master_id FROM tenant_keys) masters"), 1);
    reopened_vault();
    for (std::size_t index = 0; index < people.size(); ++index)
        EXPECT_EQ(open(people[index], "c", sealed[index]), "s3cret of " + people[index].username);
}

TEST_F(VaultTest, ARunningProcessFollowsTheRotationOfAnother) {
    const std::string sealed = seal(ada, "c1");
    Vault other(database, place);
    other.rotate_master(System{});
    EXPECT_EQ(open(ada, "c1", sealed), "s3cret of ada");
    const Principal late = founder("late");
    const std::string later = seal(late, "c1");
    reopened_vault();
    EXPECT_EQ(open(late, "c1", later), "s3cret of late");
    EXPECT_EQ(count("(SELECT DISTINCT master_id FROM tenant_keys) masters"), 1);
}

TEST_F(VaultTest, ABackupFromBeforeTheRotationStillOpens) {
    const std::string sealed = seal(ada, "c1");
    std::string backup = (folder.path() / "backup.db").string();
    database.flush();
    std::filesystem::copy(folder.path() / "store.db", backup);
    std::filesystem::copy(folder.path() / "store.db-wal", backup + "-wal");
    vault().rotate_master(System{});
    Database restored("sqlite:" + backup);
    Vault opened(restored, place);
    restored.read([&](Reader& reader) {
        EXPECT_EQ(opened.open(reader, ada, "c1", "password", sealed).reveal(), "s3cret of ada");
    });
}

TEST_F(VaultTest, RotatesATenantsDataKey) {
    const std::string first = add(ada, "one");
    const std::string second = add(ada, "two");
    const std::string hers = add(eve, "one");
    const Rotation done = vault().rotate_data_key(System{}, ada.tenant_id);
    EXPECT_EQ(done.secrets, 2);
    EXPECT_EQ(password(ada, first), "pw of one");
    EXPECT_EQ(password(ada, second), "pw of two");
    EXPECT_EQ(password(eve, hers), "pw of one");
    EXPECT_EQ(count("tenant_keys WHERE version = 2"), 1);
    EXPECT_EQ(count("tenant_keys WHERE version = 1"), 1);
    EXPECT_EQ(count("database_connections WHERE sealed_password LIKE 'v1:2:%'"), 2);
}

TEST_F(VaultTest, RotatesTheInstallationsOwnKey) {
    const Secret before = write([&](Writer& writer) {
        return installation_secret(writer, vault(), System{}, "refresh_tokens");
    });
    EXPECT_EQ(vault().rotate_data_key(System{}, "").secrets, 1);
    const Secret after = write([&](Writer& writer) {
        return installation_secret(writer, vault(), System{}, "refresh_tokens");
    });
    EXPECT_EQ(before.reveal(), after.reveal());
}

// A real process, really killed: SIGKILL between two steps, at each of them in turn.
TEST_F(VaultTest, ADataKeyRotationThatWasKilledGoesOn) {
    std::vector<std::string> ids;
    for (int index = 0; index < 230; ++index)
        ids.push_back(add(ada, fmt::format("c{:03}", index)));
    for (const std::int64_t kill_at : {0, 100, 100}) {
        const pid_t child = ::fork();
        if (child == 0) {
            Database mine(url);
            Vault own(mine, place);
            own.rotate_data_key(System{}, ada.tenant_id, [&](const Rotation& done) {
                if (done.secrets >= kill_at) ::raise(SIGKILL);
            });
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status));
        ASSERT_EQ(count("tenant_keys"), 2);
        for (int index = 0; index < 230; index += 20)
            ASSERT_EQ(password(ada, ids[index]), fmt::format("pw of c{:03}", index));
    }
    vault().rotate_data_key(System{}, ada.tenant_id);
    EXPECT_EQ(count("tenant_keys"), 1);
    EXPECT_EQ(count("database_connections WHERE sealed_password LIKE 'v1:2:%'"), 230);
    for (int index = 0; index < 230; ++index)
        EXPECT_EQ(password(ada, ids[index]), fmt::format("pw of c{:03}", index));
}

}  // namespace
}  // namespace parlance::store
