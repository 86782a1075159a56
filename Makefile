# Đúng Hẹn. Plain GNU make; `make help` lists the targets.
#
# SAN=1 builds with AddressSanitizer and UBSan in build/san, SAN=thread with
# ThreadSanitizer in build/tsan. CC=clang works everywhere.

VERSION := 0.1

# Debian packages: to build and check; further ones for the slow checks.
NEEDED := gcc make pkg-config libc6-dev libmicrohttpd-dev libgnutls28-dev libdeflate-dev \
	libsqlite3-dev libsodium-dev nettle-dev libjansson-dev libutf8proc-dev \
	libpango1.0-dev libcairo2-dev libqrencode-dev libcurl4-openssl-dev \
	libzip-dev zlib1g-dev libexpat1-dev fonts-liberation2 poppler-utils nodejs npm perl binutils
# A browser, clients and a mail server of the checks: not needed to build or to show.
NEEDED_CHECK := chromium curl openssl python3-aiosmtpd
NEEDED_BENCH := wrk
NEEDED_SLOW := clang libclang-rt-14-dev libbusiness-hours-perl valgrind golang-go faketime nginx-light logrotate \
	systemd sqlmap wapiti wrk \
	golang-golang-x-mod-dev

# All processors, unless told otherwise by -j.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc)
endif

CC := gcc
HOSTCC := gcc
B := build
SANFLAGS :=
ifeq ($(SAN),1)
B := build/san
SANFLAGS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
ifeq ($(SAN),thread)
B := build/tsan
SANFLAGS := -fsanitize=thread -fno-omit-frame-pointer
endif

# Short lines instead of whole commands; V=1 shows them.
ifeq ($(V),1)
Q :=
say = @:
else
Q := @
say = @echo '$(1)'
endif

# gcc's flow analysis is not meant to be read beside sanitizers.
ifneq ($(SAN),)
ifeq ($(findstring clang,$(CC)),)
SANFLAGS += -Wno-maybe-uninitialized
endif
endif

GEN := build/gen
TOOLS := build/tools
WARN := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
CFLAGS := -O2 -g
ALL_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L $(WARN) $(CFLAGS) $(SANFLAGS) \
	-DDUNGHEN_VERSION='"$(VERSION)"' -Isrc -I$(GEN) -pthread
# libmicrohttpd is loaded by `serve` alone (src/edge/httpd_mhd.c).
LDLIBS := -lsqlite3 -lsodium -lnettle -ljansson -lutf8proc -ldeflate -lm
LINK = $(CC) $(SANFLAGS) -pthread -o $@

SRC := $(sort $(wildcard src/*/*.c))
# Files written by the generators; add a rule for each under "Generated".
GEN_SRC := $(GEN)/text_table.c $(GEN)/law_files.c $(GEN)/sql.c $(GEN)/pages.c \
	$(GEN)/assets.c
GEN_HDR := $(GEN)/sql.h $(GEN)/pages.h $(GEN)/assets.h

OBJ := $(SRC:src/%.c=$(B)/obj/%.o) $(GEN_SRC:$(GEN)/%.c=$(B)/obj/gen/%.o)
LIB := $(B)/libdunghen.a
PROGRAM := $(B)/dunghen

# Every test/KIND/test_*.c is one program; KIND slow runs in check-slow only.
TEST_C := $(sort $(filter-out test/slow/%,$(wildcard test/*/test_*.c)))
TEST_BIN := $(TEST_C:%.c=$(B)/%)
TEST_T := $(sort $(filter-out test/slow/%,$(wildcard test/*/*.t)))
STORIES := $(sort $(wildcard test/story/*.story))
SLOW_C := $(sort $(wildcard test/slow/test_*.c))
SLOW_BIN := $(SLOW_C:%.c=$(B)/%)
SLOW_T := $(sort $(wildcard test/slow/*.t))
BENCH_C := $(sort $(wildcard bench/bench_*.c))
BENCH_BIN := $(BENCH_C:%.c=$(B)/%)
# What several of them share.
BENCH_HELP := $(filter-out $(BENCH_C),$(wildcard bench/*.c))
FUZZ_C := $(sort $(wildcard test/fuzz/fuzz_*.c))
FUZZ_BIN := $(FUZZ_C:%.c=$(B)/%)
FUZZ_S := 60

.PHONY: all deps deps-slow lib tests check check-run check-slow check-slow-run lint fuzz fuzz-run \
	bench bench-large bench-peers bench-web bench-bin demo shots install help clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(PROGRAM)

help:
	@echo 'make              build build/dunghen'
	@echo 'make deps         install the Debian packages that build and check need'
	@echo 'make demo         a province at work: filled, shown, and served at 127.0.0.1:8080'
	@echo 'make shots        renew the pictures in doc/img (chromium)'
	@echo 'make check        lint, sanitizers, all quick tests'
	@echo 'make check-slow   the slow tests: oracles, crashes, failing disks, fuzzing a minute each'
	@echo 'make lint         the rules of the house (tools/lint.pl)'
	@echo 'make fuzz         feed the parsers, FUZZ_S=60 seconds each (clang)'
	@echo 'make bench        measure on 200,000 dossiers, as JSON lines; keeps them in build/bench'
	@echo 'make bench-large  what a million dossiers cost (fills 9 GB once, needs 20)'
	@echo 'make bench-peers  mining beside DuckDB and SQLite (fetches DuckDB from npm once, 70 MB)'
	@echo 'make install      program, man pages, completion, unit of systemd: PREFIX=/usr/local, below DESTDIR'
	@echo 'make clean        remove build/'
	@echo 'SAN=1, SAN=thread build with sanitizers; CC=clang with the other compiler'

# --- program ---------------------------------------------------------------

$(PROGRAM): $(B)/obj/main.o $(LIB)
	$(call say,  LINK $@)
	$(Q)$(LINK) $^ $(LDLIBS)

lib: $(LIB)

$(LIB): $(OBJ)
	@rm -f $@
	$(call say,  AR   $@)
	$(Q)ar rcs $@ $(OBJ)

# Its headers are found by pkg-config; the libraries are loaded when they are needed.
PDF_OBJ := $(B)/obj/edge/pdf_lib.o $(B)/obj/edge/sheet_pdf.o $(B)/obj/edge/qr.o
$(PDF_OBJ): private ALL_CFLAGS += $(patsubst -I%,-isystem %,$(filter -I%,\
	$(shell pkg-config --cflags pangocairo pangoft2 fontconfig libqrencode)))

$(B)/obj/%.o: src/%.c | $(GEN_HDR)
	@mkdir -p $(@D)
	$(call say,  CC   $<)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/obj/gen/%.o: $(GEN)/%.c | $(GEN_HDR)
	@mkdir -p $(@D)
	$(call say,  CC   $<)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# --- Generated -------------------------------------------------------------
# Generators run on the building machine, without sanitizers. One that needs a
# library names it in TOOL_LIBS_<name>.

$(TOOLS)/%: tools/%.c
	@mkdir -p $(@D)
	$(call say,  TOOL $@)
	$(Q)$(HOSTCC) -std=c17 -D_POSIX_C_SOURCE=200809L $(WARN) -O1 -g -I src -o $@ $< $(TOOL_LIBS_$*)

$(GEN)/text_table.c: $(TOOLS)/textgen text/vi.txt text/en.txt
	@mkdir -p $(@D)
	$(call say,  GEN  $@)
	$(Q)$(TOOLS)/textgen text/vi.txt text/en.txt > $@

# Directories too: a file added or removed changes its directory.
$(GEN)/law_files.c: $(TOOLS)/embed $(shell find law)
	@mkdir -p $(@D)
	$(call say,  GEN  $@)
	$(Q)$(TOOLS)/embed law $(shell find law -type f) > $@

SQL := $(sort $(wildcard sql/schema/*.sql)) $(sort $(wildcard sql/query/*.sql))
TOOL_LIBS_sqlgen := tools/sqlgen_out.c -lsqlite3
$(TOOLS)/sqlgen: tools/sqlgen_out.c tools/sqlgen.h
$(GEN)/sql.h $(GEN)/sql.c &: $(TOOLS)/sqlgen $(SQL)
	@mkdir -p $(@D)
	$(call say,  GEN  $(GEN)/sql.h)
	$(Q)$(TOOLS)/sqlgen $(GEN)/sql $(SQL)

# The directory too: a page added or removed changes it.
PAGES := $(sort $(wildcard pages/*.html))
TOOL_LIBS_pagegen := tools/pagegen_html.c tools/pagegen_value.c tools/pagegen_text.c
$(TOOLS)/pagegen: $(TOOL_LIBS_pagegen) tools/pagegen.h
$(GEN)/pages.h $(GEN)/pages.c &: $(TOOLS)/pagegen pages $(PAGES) text/vi.txt text/en.txt
	@mkdir -p $(@D)
	$(call say,  GEN  $(GEN)/pages.h)
	$(Q)$(TOOLS)/pagegen $(GEN)/pages text/vi.txt text/en.txt $(PAGES)

# npm writes this file last: it is the mark that all of the lock is there.
NPM_MARK := node_modules/.package-lock.json
$(NPM_MARK): package.json package-lock.json .npmrc
	$(call say,  NPM  node_modules)
	$(Q)npm ci --ignore-scripts --loglevel=error >/dev/null
	@touch $@

ASSETS := $(wildcard static/*) doc/openapi.json
FONT := node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro
NPM_ASSETS := node_modules/htmx.org/dist/htmx.min.js $(foreach set,latin vietnamese,\
	$(foreach weight,400 600,$(FONT)-$(set)-$(weight)-normal.woff2))
TOOL_LIBS_assetgen := -lsodium -lnettle -ldeflate
$(GEN)/assets.h $(GEN)/assets.c &: $(TOOLS)/assetgen static $(ASSETS) $(NPM_MARK)
	@mkdir -p $(@D)
	$(call say,  GEN  $(GEN)/assets.h)
	$(Q)$(TOOLS)/assetgen $(GEN)/assets $(ASSETS) $(NPM_ASSETS)

# --- tests -----------------------------------------------------------------

# Run under ThreadSanitizer by test/slow/threads.t.
THREAD_TESTS := test_app_living test_app_writer test_app_follow test_app_tries test_app_session test_app_account

# Tests of the core share a province in memory.
WORLD_TESTS := $(addprefix $(B)/test/,prop/test_lives prop/test_signals unit/test_due unit/test_dossier \
	unit/test_decide unit/test_rehearsal)
$(WORLD_TESTS): test/prop/world.c test/prop/digest.c test/prop/world.h
$(B)/test/prop/test_lives: test/prop/walk_args.c test/prop/walk_check.c test/prop/walk.h

$(B)/test/%: test/%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,  LINK $@)
	$(Q)$(LINK) $(ALL_CFLAGS) -Itest/unit -MMD -MP -MF $@.d $(filter %.c,$^) $(LIB) $(LDLIBS)

# Tests of faults run the whole store on a disk of their own (test/fault).
FAULT_TESTS := $(addprefix $(B)/test/slow/,test_power test_faults test_faults_kept)
$(FAULT_TESTS): test/fault/disk.c test/fault/fault_vfs.c test/fault/office.c \
	$(wildcard test/fault/*.h)
$(B)/test/slow/test_power: test/fault/life.c
$(addprefix $(B)/test/slow/,test_faults test_faults_kept): test/fault/trials.c
$(FAULT_TESTS): LDLIBS += -Wl,--wrap=open,--wrap=close,--wrap=read,--wrap=write,--wrap=pwrite \
	-Wl,--wrap=fsync,--wrap=rename,--wrap=renameat2,--wrap=unlink,--wrap=mkdir

# It measures the program's reader beside the library alone.
$(B)/bench/bench_mine: LDLIBS += -lexpat

$(B)/bench/%: bench/%.c $(BENCH_HELP) $(wildcard bench/*.h) $(LIB)
	@mkdir -p $(@D)
	$(call say,  LINK $@)
	$(Q)$(LINK) $(ALL_CFLAGS) $< $(BENCH_HELP) $(LIB) $(LDLIBS)

deps:
	@tools/deps.sh $(NEEDED) $(NEEDED_CHECK)

deps-slow: deps
	@tools/deps.sh $(NEEDED_SLOW)

tests: $(TEST_BIN)

check: deps
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory SAN=1 check-run

check-run: $(PROGRAM) $(TEST_BIN)
	@DUNGHEN=$(abspath $(PROGRAM)) perl test/run.pl $(TEST_BIN) $(TEST_T) $(STORIES)

check-slow: deps-slow
	@$(MAKE) --no-print-directory SAN=1 all build/san/test/slow/test_faults
	@$(MAKE) --no-print-directory CC=clang B=build/clang all tests
	@$(MAKE) --no-print-directory SAN=thread all $(THREAD_TESTS:%=build/tsan/test/unit/%)
	@$(MAKE) --no-print-directory check-slow-run
	@$(MAKE) --no-print-directory fuzz

check-slow-run: $(PROGRAM) $(TEST_BIN) $(SLOW_BIN)
	@DUNGHEN=$(abspath $(PROGRAM)) DUNGHEN_SAN=$(abspath build/san/dunghen) \
		perl test/run.pl $(SLOW_BIN) build/san/test/slow/test_faults $(SLOW_T)

# What `make check` does not run must compile all the same. Purity is read from the
# objects of the plain build.
UNRUN_C := $(BENCH_C) $(BENCH_HELP) $(wildcard test/slow/*.c test/fault/*.c test/fuzz/*.c)

lint: $(PROGRAM)
	$(Q)$(CC) $(ALL_CFLAGS) -Itest/unit -fsyntax-only $(UNRUN_C)
	@perl tools/lint.pl $(B)/obj

fuzz: deps-slow
	@$(MAKE) --no-print-directory B=build/fuzz CC=clang fuzz-run \
		SANFLAGS='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'

$(B)/test/fuzz/%: test/fuzz/%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,  LINK $@)
	$(Q)$(LINK) $(ALL_CFLAGS) -fsanitize=fuzzer -MMD -MP -MF $@.d $< $(LIB) $(LDLIBS)

# A corpus grows in build/; seeds stand in test/fuzz/seed/NAME. As many at once as
# there are processors.
fuzz-run: $(FUZZ_BIN:=.run)

$(B)/test/fuzz/%.run: $(B)/test/fuzz/%
	@mkdir -p $(B)/corpus/$*
	@echo '== $*, $(FUZZ_S) s'
	@$< -max_total_time=$(FUZZ_S) -verbosity=0 -print_final_stats=1 -artifact_prefix=$(B)/$*- \
		$(B)/corpus/$* $(wildcard test/fuzz/seed/$*) > $@.log 2>&1 || { cat $@.log; exit 1; }
	@sed -n 's/^stat::number_of_executed_units: /== $*, inputs: /p' $@.log

# --- measured --------------------------------------------------------------

bench-bin: $(PROGRAM) $(BENCH_BIN)

bench: bench-bin
	@tools/deps.sh $(NEEDED) $(NEEDED_BENCH)
	@set -e; for b in $(BENCH_BIN); do DUNGHEN=$(abspath $(PROGRAM)) $$b; done

# The server alone; on fewer dossiers: BENCH_WEB='--dossiers 30000'.
bench-web: bench-bin
	@tools/deps.sh $(NEEDED) $(NEEDED_BENCH)
	@DUNGHEN=$(abspath $(PROGRAM)) $(B)/bench/bench_web $(BENCH_WEB)

bench-large: bench-bin
	@set -e; for b in scale scale_web start detect; do \
		DUNGHEN=$(abspath $(PROGRAM)) $(B)/bench/bench_$$b --large; done

# Only here, and not of package.json, for it is large.
bench/node_modules/.package-lock.json: bench/package.json bench/package-lock.json bench/.npmrc
	$(call say,  NPM  bench/node_modules)
	$(Q)npm ci --prefix bench --ignore-scripts --loglevel=error >/dev/null
	@touch $@

bench-peers: bench-bin bench/node_modules/.package-lock.json
	@mkdir -p $(B)/bench
	@$(B)/bench/bench_mine --peers

# --- shown and installed ---------------------------------------------------

DEMO_DB := build/demo
DEMO_LISTEN := 127.0.0.1:8080
demo:
	@tools/deps.sh $(NEEDED)
	@$(MAKE) --no-print-directory all
	@rm -rf $(DEMO_DB)
	@$(PROGRAM) demo --db $(DEMO_DB) --listen $(DEMO_LISTEN)

# The pictures that README shows: a demonstration of a fixed seed and day.
shots:
	@tools/deps.sh $(NEEDED) $(NEEDED_CHECK)
	@$(MAKE) --no-print-directory all
	@DUNGHEN=$(abspath $(PROGRAM)) node tools/shots.js

PREFIX := /usr/local
install: all
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/dunghen
	install -D -m 644 doc/dunghen.1 $(DESTDIR)$(PREFIX)/share/man/man1/dunghen.1
	install -D -m 644 doc/dunghen.vi.1 $(DESTDIR)$(PREFIX)/share/man/vi/man1/dunghen.1
	install -D -m 644 doc/completion/dunghen.bash \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/dunghen
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's|/usr/local/|$(PREFIX)/|' doc/systemd/dunghen.service \
		> $(DESTDIR)$(PREFIX)/lib/systemd/system/dunghen.service
	install -D -m 644 doc/systemd/dunghen.logrotate \
		$(DESTDIR)$(PREFIX)/share/doc/dunghen/dunghen.logrotate
	install -D -m 644 doc/nginx.conf $(DESTDIR)$(PREFIX)/share/doc/dunghen/nginx.conf

clean:
	rm -rf build

-include $(OBJ:.o=.d) $(B)/obj/main.d $(TEST_BIN:=.d) $(SLOW_BIN:=.d) \
	$(FUZZ_BIN:=.d)
