// An independent verifier of an exported log, out of Go's own sumdb packages.
//
//	check_log DIR KEY OLD PROOF
//
// DIR is the export, KEY the verifier key, OLD a checkpoint from before, PROOF a
// .tlog-proof. The checkpoint's signature, every entry, every tile, the proof
// and the consistency of the two heads are checked; prints size and root.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func check(good bool, what string) {
	if !good {
		must(fmt.Errorf("%s", what))
	}
}

func read(path ...string) []byte {
	b, err := os.ReadFile(filepath.Join(path...))
	must(err)
	return b
}

func hash(text string) (h tlog.Hash) {
	b, err := base64.StdEncoding.DecodeString(text)
	must(err)
	check(len(b) == tlog.HashSize, "a hash of another length")
	copy(h[:], b)
	return h
}

// The three lines by hand: tlog.ParseTree knows Go's own log only.
func open(msg []byte, key note.Verifier) tlog.Tree {
	n, err := note.Open(msg, note.VerifierList(key))
	must(err)
	line := strings.Split(n.Text, "\n")
	check(len(line) == 4 && line[3] == "" && line[0] == key.Name(), "not three lines")
	size, err := strconv.ParseInt(line[1], 10, 64)
	must(err)
	return tlog.Tree{N: size, Hash: hash(line[2])}
}

func path(dir string, t tlog.Tile) string {
	return filepath.Join(dir, "tile", strings.TrimPrefix(t.Path(), "tile/8/"))
}

type tiles string

func (dir tiles) Height() int { return 8 }

func (dir tiles) ReadTiles(want []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, t := range want {
		out = append(out, read(path(string(dir), t)))
	}
	return out, nil
}

func (dir tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// The entries of one bundle after the other.
func entries(dir string, size int64) (out [][]byte) {
	for n := int64(0); n*256 < size; n++ {
		width := 256
		if size-n*256 < 256 {
			width = int(size - n*256)
		}
		name := tlog.Tile{H: 8, L: -1, N: n, W: width}.Path()
		name = strings.TrimPrefix(name, "tile/8/data/")
		b := read(dir, "tile", "entries", name)
		for ; len(b) > 0; width-- {
			k := int(binary.BigEndian.Uint16(b))
			out = append(out, b[2:2+k])
			b = b[2+k:]
		}
		check(width == 0, "a bundle of another width")
	}
	return out
}

// Every tile file is what the entries give.
func checkTiles(dir string, size int64, stored []tlog.Hash) int {
	reader := tlog.HashReaderFunc(func(index []int64) ([]tlog.Hash, error) {
		var out []tlog.Hash
		for _, i := range index {
			out = append(out, stored[i])
		}
		return out, nil
	})
	count := 0
	for level := 0; size>>(8*level) > 0; level++ {
		for at := int64(0); at < size>>(8*level); at += 256 {
			t := tlog.Tile{H: 8, L: level, N: at / 256, W: 256}
			if rest := size>>(8*level) - at; rest < 256 {
				t.W = int(rest)
			}
			b, err := tlog.ReadTileData(t, reader)
			must(err)
			check(bytes.Equal(b, read(path(dir, t))), "another tile "+t.Path())
			count++
		}
	}
	return count
}

func checkProof(text string, key note.Verifier, all [][]byte) {
	head, msg, cut := strings.Cut(text, "\n\n")
	check(cut, "no checkpoint in the proof")
	tree := open([]byte(msg), key)
	line := strings.Split(head, "\n")
	check(line[0] == "c2sp.org/tlog-proof@v1", "another version")
	line = line[1:]
	if strings.HasPrefix(line[0], "extra ") {
		line = line[1:]
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(line[0], "index "), 10, 64)
	must(err)
	var proof tlog.RecordProof
	for _, l := range line[1:] {
		proof = append(proof, hash(l))
	}
	must(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(all[index])))
	check(tlog.CheckRecord(proof, tree.N, tree.Hash, index,
		tlog.RecordHash(append(all[index], ' '))) != nil, "another entry is believed")
}

func main() {
	dir := os.Args[1]
	key, err := note.NewVerifier(os.Args[2])
	must(err)
	tree := open(read(dir, "checkpoint"), key)
	old := open(read(os.Args[3]), key)
	all := entries(dir, tree.N)
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(index []int64) ([]tlog.Hash, error) {
		var out []tlog.Hash
		for _, i := range index {
			out = append(out, stored[i])
		}
		return out, nil
	})
	for i, entry := range all {
		more, err := tlog.StoredHashes(int64(i), entry, reader)
		must(err)
		stored = append(stored, more...)
	}
	root, err := tlog.TreeHash(tree.N, reader)
	must(err)
	check(root == tree.Hash, "another root")
	n := checkTiles(dir, tree.N, stored)
	fromTiles := tlog.TileHashReader(tree, tiles(dir))
	for i := int64(0); i < tree.N; i += 97 {
		proof, err := tlog.ProveRecord(tree.N, i, fromTiles)
		must(err)
		must(tlog.CheckRecord(proof, tree.N, tree.Hash, i, tlog.RecordHash(all[i])))
	}
	proof, err := tlog.ProveTree(tree.N, old.N, fromTiles)
	must(err)
	must(tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash))
	checkProof(string(read(os.Args[4])), key, all)
	fmt.Printf("%d %x %d\n", tree.N, root[:], n)
}
