#include "CAssets.h"

// A new file of assets/ needs one row here, and nothing anywhere else. (A directive can't stand in a macro, so a row
// is two lines.) The order does not matter: Assets sorts by name.
static const glosa_asset assets[] = {
#define ASSET "../../../assets/wordsets/animals.tsv"
#include "Embed.h"
#define ASSET "../../../assets/wordsets/body.tsv"
#include "Embed.h"
#define ASSET "../../../assets/wordsets/clothes.tsv"
#include "Embed.h"
#define ASSET "../../../assets/wordsets/feelings.tsv"
#include "Embed.h"
#define ASSET "../../../assets/wordsets/food.tsv"
#include "Embed.h"
#define ASSET "../../../assets/wordsets/home.tsv"
#include "Embed.h"
#define ASSET "../../../assets/wordsets/irregular-verbs.tsv"
#include "Embed.h"
#define ASSET "../../../assets/wordsets/nature.tsv"
#include "Embed.h"
#define ASSET "../../../assets/wordsets/school.tsv"
#include "Embed.h"
#define ASSET "../../../assets/wordsets/travel.tsv"
#include "Embed.h"
#define ASSET "../../../assets/sql/outbox/0001-create-outbox.sql"
#include "Embed.h"
#define ASSET "../../../assets/sql/sqlite/0001-create-ledger.sql"
#include "Embed.h"
#define ASSET "../../../assets/sql/outbox/0002-create-quests.sql"
#include "Embed.h"
#define ASSET "../../../assets/sql/sqlite/0002-create-classroom.sql"
#include "Embed.h"
#define ASSET "../../../assets/sql/postgres/0001-create-auth.sql"
#include "Embed.h"
#define ASSET "../../../assets/sql/postgres/0002-create-ledger.sql"
#include "Embed.h"
#define ASSET "../../../assets/sql/postgres/0003-create-classroom.sql"
#include "Embed.h"
#define ASSET "../../../assets/sql/postgres/0004-secure-rows.sql"
#include "Embed.h"
#define ASSET "../../../assets/openapi.yaml"
#include "Embed.h"
};

const glosa_asset *glosa_asset_at(size_t index) {
  return index < sizeof assets / sizeof *assets ? &assets[index] : NULL;
}
