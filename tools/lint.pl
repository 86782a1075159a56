#!/usr/bin/perl
# The rules of the house that a machine can check (CONTRIBUTING).
#
#   lint.pl OBJDIR    OBJDIR holds the objects of the plain build (build/obj)
#
# Reads src/, test/, tools/ and bench/, and `nm` of each object. Prints
# FILE:LINE: rule, and fails when there is one; what is only long is a warning.
use strict;
use warnings;
use File::Find;

my $objdir = shift // 'build/obj';
my $faults = 0;

# Floors, lowest first. store and edge stand side by side and do not meet.
my %floor = (base => 0, core => 1, store => 2, edge => 2, app => 3, web => 4, cli => 4);
# cli and web reach the store through app only.
my %hidden = (web => { store => 1, edge => 1 }, cli => { store => 1, edge => 1 });

# A library's header is named in these files only.
my @doors = (
	[ qr{^sqlite3\.h$},     qr{^src/store/(?:db|ocel)_sqlite(?:_out)?\.c$|^tools/sqlgen\.c$|^test/|^bench/} ],
	[ qr{^jansson\.h$},     qr{^src/base/json\w*\.c$} ],
	[ qr{^sodium(/|\.h)},   qr{^src/base/hash\.c$|^tools/assetgen\.c$} ],
	[ qr{^microhttpd\.h$},   qr{^src/edge/httpd_mhd\.c$|^bench/} ],
	[ qr{^gnutls/},          qr{^src/edge/tls_lib\.h$} ],
	[ qr{^utf8proc\.h$},    qr{^src/base/(utf8|vi)\.c$} ],
	[ qr{^(cairo|pango/|fontconfig/)}, qr{^src/edge/pdf_lib\.h$} ],
	[ qr{^qrencode\.h$},     qr{^src/edge/qr\.c$} ],
	[ qr{^z(ip|lib)\.h$},     qr{^src/edge/unpack\.c$} ],
	[ qr{^expat\.h$},        qr{^src/edge/xml\.c$|^bench/} ],
	[ qr{^curl/},            qr{^src/edge/courier\.c$} ],
);

# What an object of core may want from outside base and core (the last line: the
# compiler's own division of 128-bit integers, roots and logarithms).
my %pure = map { $_ => 1 } qw(
	memcpy memset memcmp memmove memchr strlen strcmp strncmp qsort bsearch
	__assert_fail __stack_chk_fail _GLOBAL_OFFSET_TABLE_
	__divti3 __udivti3 __modti3 sqrtl sqrt log
);
# Functions of base that are not pure: memory of their own, chance.
my %impure = map { $_ => 1 } qw(
	random_bytes hash_setup arena_init arena_done buf_init buf_done
);

my %banned = map { $_ => 1 } qw(
	localtime localtime_r mktime tzset time gettimeofday ctime asctime strftime strptime
	rand srand random srandom drand48 arc4random setlocale
	strcpy strcat strncpy strncat strtok strtok_r sprintf vsprintf gets
	atoi atol atoll atof getenv secure_getenv system popen tmpnam mktemp alloca
	malloc calloc realloc free reallocarray strdup strndup asprintf vasprintf
);
# Exceptions: by object (path below OBJDIR), each with its reason beside it.
my %allowed = (
	'base/arena.o' => [qw(malloc free)],
	'base/buf.o'   => [qw(realloc free)],
	'edge/notify.o' => [qw(getenv)],	# where systemd says its socket is
);

sub fault {
	my ($where, $what) = @_;
	print "$where: $what\n";
	$faults++;
}

sub warning {
	my ($where, $what) = @_;
	print "$where: warning: $what\n";
}

sub lines_of {
	my ($file) = @_;
	open my $f, '<', $file or die "$file: $!\n";
	my @lines = <$f>;
	close $f;
	chomp @lines;
	return @lines;
}

# The same lines with comments and the insides of strings blanked.
sub code_of {
	my $text = join "\n", @_;
	$text =~ s{(/\*.*?\*/)|("(?:[^"\\\n]|\\.)*")|('(?:[^'\\\n]|\\.)*')}{
		my ($comment, $string, $char) = ($1, $2, $3);
		if (defined $comment) { $comment =~ s/[^\n]/ /g; $comment }
		elsif (defined $string) { '"' . (' ' x (length($string) - 2)) . '"' }
		else { "' '" }
	}gse;
	return split /\n/, $text, -1;
}

sub check_include {
	my ($file, $line, $header, $local) = @_;
	my $where = "$file:$line";
	for my $door (@doors) {
		my ($library, $place) = @$door;
		fault($where, "$header is included by its own wrapper only")
			if $header =~ $library && $file !~ $place;
	}
	return if !$local || $file !~ m{^src/(\w+)/};
	my $own = $1;
	return if $header !~ m{^(\w+)/};
	my $other = $1;
	return if !exists $floor{$other};
	if ($other eq $own) {
		fault($where, "own folder: write \"" . ($header =~ s{^\w+/}{}r) . '"');
	} elsif ($floor{$other} >= ($floor{$own} // 99)) {
		fault($where, "$own ($floor{$own}) may not see $other ($floor{$other})");
	} elsif ($hidden{$own}{$other}) {
		fault($where, "$own may not see $other, only app");
	}
}

# A function begins with a line that is only '{' and ends with one that is '}'.
sub check_functions {
	my ($file, @code) = @_;
	my ($start, $name, $before) = (0, '', '');
	for my $i (0 .. $#code) {
		if ($code[$i] eq '{') {
			$start = $i + 1;
			($name) = $before =~ /(\w+)\s*\([^()]*(?:\([^()]*\)[^()]*)*\)\s*$/;
		} elsif ($code[$i] eq '}' && $start) {
			my $length = $i - $start;
			my $what = ($name // '?') . "() has $length lines";
			fault("$file:$start", "$what (at most 100)") if $length > 100;
			warning("$file:$start", "$what (60 wants a reason)")
				if $length > 60 && $length <= 100;
			($start, $before) = (0, '');
		} elsif ($code[$i] =~ /^\S/ && $code[$i] !~ /[;{]\s*$/) {
			$before = $code[$i];
		} elsif ($code[$i] =~ /^\s+\S/ && !$start) {
			$before .= ' ' . $code[$i];
		}
	}
}

sub check_lines {
	my ($file, $lines, $code) = @_;
	for my $i (0 .. $#$lines) {
		my $where = "$file:" . ($i + 1);
		my ($line, $bare) = ($lines->[$i], $code->[$i] // '');
		check_include($file, $i + 1, $2, $1 eq '"')
			if $line =~ /^\s*#\s*include\s*([<"])([^>"]+)[>"]/;
		my $width = $line;
		1 while $width =~ s/\t+/' ' x (length($&) * 8 - length($`) % 8)/e;
		utf8::decode($width);
		fault($where, 'more than 100 columns') if length($width) > 100;
		fault($where, 'blanks at the end of the line') if $line =~ /[ \t]$/;
		fault($where, 'an open end (TODO, FIXME, XXX)')
			if $line =~ /\b(?:TODO|FIXME|XXX)\b/ && $file ne 'tools/lint.pl';
		fault($where, '// comment') if $bare =~ m{//};
		fault($where, 'a body without braces')
			if $bare =~ /^\s*(?:if|for|while)\s*(\((?:[^()]|(?1))*\))\s*[^{\s&|].*;\s*$/
			&& $bare !~ /^\s*while\s*(\((?:[^()]|(?1))*\))\s*;/;
		if ($bare =~ /\bgoto\s+(\w+)/) {
			my $label = $1;
			fault($where, 'goto goes forward only')
				if !grep { /^\s*\Q$label\E:/ } @$code[$i + 1 .. $#$code];
		}
		fault($where, 'SQL outside sql/')
			if $file =~ m{^src/} && $file !~ m{^src/store/(?:db|ocel)_sqlite(?:_out)?\.c$} &&
			$line =~ /"\s*(?:SELECT\s.+\sFROM|INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(?:TABLE|INDEX|VIEW|TRIGGER)|DROP\s+TABLE|PRAGMA|BEGIN\s+IMMEDIATE)\b/i;
	}
}

# Every key of an error, in C or in core/refusals.def, has its sentence; and what
# looks like a key in the C of a face is one, or the beginning of some.
my (%sentence, %family);
if (-e 'text/vi.txt') {
	/^([\w.-]+)\s*=/ and $sentence{$1} = 1 for lines_of('text/vi.txt');
	for my $key (keys %sentence) {
		$family{$key} = 1 while $key =~ s/\.[^.]+$//;
	}
}

sub check_sentences {
	my ($file, @lines) = @_;
	for my $i (0 .. $#lines) {
		next if $lines[$i] =~ /^\s*#\s*include/;
		while ($lines[$i] =~ /"(([a-z]\w*)(?:\.\w+)+)"/g) {
			fault("$file:" . ($i + 1), "no sentence for $1 in text/vi.txt")
				if $family{$2} && !$sentence{$1} && !$family{$1};
		}
	}
}

sub check_keys {
	my ($file, @lines) = @_;
	my $text = join "\n", @lines;
	my $pattern = $file =~ /refusals\.def$/ ? qr/"([a-z_]\w*(?:\.\w+)+)"/
		: qr/\berr_set\(\s*[^,()]+,\s*ERR_\w+,\s*"([^"]+)"/;
	while ($text =~ /$pattern/g) {
		next if $sentence{$1};
		my $line = 1 + (substr($text, 0, $-[1]) =~ tr/\n//);
		fault("$file:$line", "no sentence for $1 in text/vi.txt");
	}
}

sub check_source {
	my ($file) = @_;
	my @lines = lines_of($file);
	my @code = code_of(@lines);
	my $n = @lines;
	fault("$file:$n", "$n lines (at most 800)") if $n > 800;
	warning("$file:$n", "$n lines (700 wants a seam)") if $n > 700 && $n <= 800;
	check_lines($file, \@lines, \@code);
	check_functions($file, @code) if $file =~ /\.c$/;
	check_keys($file, @lines) if $file =~ m{^src/};
	check_sentences($file, @lines) if $file =~ m{^src/(?:web|cli)/.*\.c$};
	if ($file =~ m{^src/.*\.h$}) {
		my ($first) = grep { /^\s*#/ } @lines;
		fault("$file:1", 'a header opens with its manual') if $lines[0] !~ m{^/\*};
		fault("$file:1", 'no include guard') if ($first // '') !~ /#\s*ifndef DUNGHEN_/;
	}
	fault("$file:1", 'a .c opens with its duty')
		if $file =~ m{^src/.*\.c$} && $lines[0] !~ m{^/\*};
}

# nm of all objects at once: defined and wanted symbols of each.
sub symbols {
	my @objects = @_;
	my (%defined, %wanted, $object);
	open my $nm, '-|', 'nm', '-A', '-f', 'sysv', @objects or die "nm: $!\n";
	while (<$nm>) {
		# object:name |value |class |type |size |line |section
		my ($first, undef, $class, undef, undef, undef, $section) = split /\s*\|\s*/;
		next if !defined $section;
		my ($path, $name) = $first =~ /^(\S+?\.o):(\S+)/ or next;
		$object = $path =~ s{^\Q$objdir\E/}{}r;
		if ($class =~ /[Uw]/) {
			push @{ $wanted{$object} }, $name;
		} elsif ($class =~ /[A-Z]/) {
			$defined{$name} = $object;
		}
		# Constant tables of pointers stand in .data.rel.ro.
		fault($object, "core holds a variable: $name")
			if $object =~ m{^core/} && $section =~ /^(?:\.t?data(?!\.rel\.ro)|\.t?bss|\*COM)/;
	}
	close $nm or die "nm failed\n";
	return (\%defined, \%wanted);
}

sub check_objects {
	my @objects;
	find({ no_chdir => 1, wanted => sub { push @objects, $_ if /\.o$/ } }, $objdir);
	# An object whose source is gone is a leftover, not a fault.
	@objects = grep {
		my $source = s{^\Q$objdir\E/(.*)\.o$}{$1.c}r;
		-e "src/$source" || $source =~ m{^gen/};
	} sort @objects;
	if (!@objects) {
		fault($objdir, 'no objects: run make first');
		return;
	}
	my ($defined, $wanted) = symbols(@objects);
	for my $object (sort keys %$wanted) {
		my %may = map { $_ => 1 } @{ $allowed{$object} // [] };
		for my $name (@{ $wanted->{$object} }) {
			my $from = $defined->{$name} // '';
			fault($object, "calls $name, which is banned") if $banned{$name} && !$may{$name};
			next if $object !~ m{^core/};
			fault($object, "core is pure, but wants $name")
				if $impure{$name} || !($from =~ m{^(?:base|core|gen)/} || $pure{$name});
		}
	}
	return scalar @objects;
}

my @sources;
find({ no_chdir => 1, wanted => sub { push @sources, $_ if /\.(?:c|h|def)$/ } },
	grep { -d } qw(src test tools bench));
check_source($_) for sort @sources;
my $objects = check_objects() // 0;

if ($faults) {
	print "lint: $faults faults\n";
	exit 1;
}
printf "lint: %d files and %d objects are clean\n", scalar @sources, $objects;
