#!/usr/bin/perl
# Writes what follows from the table of commands (src/cli/commands.def) and its
# options: the man pages doc/dunghen.1 and doc/dunghen.vi.1, and the block of
# doc/completion/dunghen.bash between its two marks.
#
#   clidoc.pl [--check]    --check writes nothing and fails when they differ
use strict;
use warnings;
use utf8;
use Encode qw(decode encode);
use JSON::PP;

my $check = @ARGV && $ARGV[0] eq '--check';
my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $commands = decode_json(scalar qx($program help --json));
my $version = decode_json(scalar qx($program version --json))->{version};

# `version` takes nothing of its own: what it has is everybody's.
my @common = @{ (grep { $_->{name} eq 'version' } @$commands)[0]{options} };
my %common = map { $_->{name} => 1 } @common;

# --- man pages ---

my %words = (
	en => {
		head => [qw(NAME SYNOPSIS DESCRIPTION COMMANDS), 'COMMON OPTIONS', 'EXIT STATUS',
			'FILES', 'EXAMPLES', 'SEE ALSO'],
		name => 'promises to people kept: dates from law, one holder for every minute',
		use => '[COMMAND] [OPTION…] [ARGUMENT…]',
		about => [
			'Citizens bring dossiers to a one-stop counter; each gets a date computed from law '
			. 'and calendar, and every working minute until the answer has exactly one '
			. 'accountable holder. What happens is kept in a signed, append-only ledger that '
			. 'cannot be rewritten unseen.',
			'One process writes at a time and holds a lock; reading needs none. Answers go to '
			. 'standard output, refusals to standard error; with --json both are JSON values, '
			. 'one a line, on standard output.',
		],
		common => 'Every command takes these.',
		exit => [
			[ 0, 'Done.' ],
			[ 1, 'Refused, invalid or not found; damage or a fault found.' ],
			[ 2, 'Wrong or unreadable arguments.' ],
			[ 3, 'The environment: disk, lock, a store that is corrupt at start.' ],
		],
		folder => 'In the data folder (--db, default ./data), readable by its owner only:',
		files => {
			'store.db' => 'Ledger, look-up tables, sealed texts; with store.db-wal and store.db-shm.',
			'keys.db' => 'A key per person and unit, wrapped by the master key.',
			'master.key' => 'The master key, 32 bytes. Keep a copy apart from the data.',
			'log.key' => 'The seed with which the ledger is signed, 32 bytes.',
			'files/' => 'Files by content: law, results.',
			'lock' => 'Held by the one process that writes, its pid inside.',
			'tip' => 'How many entries were acknowledged: what the write-ahead log lost is noticed.',
			'erased.log' => 'The register of erasures; replayed by restore. Keep one more copy elsewhere.',
		},
		first => 'A first store, for trying out:',
		see => 'doc/commands.md, doc/operations.md and doc/stories.md of the source.',
	},
	vi => {
		head => [ 'TÊN', 'CÚ PHÁP', 'MÔ TẢ', 'CÁC LỆNH', 'TÙY CHỌN CHUNG', 'MÃ KẾT THÚC',
			'CÁC TỆP', 'VÍ DỤ', 'XEM THÊM' ],
		name => 'giữ lời hẹn với người dân: hạn tính từ luật, mỗi phút một người chịu trách nhiệm',
		use => '[LỆNH] [TÙY CHỌN…] [THAM SỐ…]',
		about => [
			'Người dân nộp hồ sơ tại bộ phận một cửa; mỗi hồ sơ có ngày hẹn tính từ luật và lịch '
			. 'làm việc, và mỗi phút làm việc cho đến khi có kết quả đều có đúng một người chịu '
			. 'trách nhiệm. Mọi việc được ghi vào sổ cái có chữ ký, chỉ thêm chứ không sửa; ai '
			. 'viết lại thì sẽ bị phát hiện.',
			'Mỗi lúc chỉ một tiến trình được ghi và giữ khóa; lệnh chỉ đọc không cần khóa. Kết quả '
			. 'in ra đầu ra chuẩn, lời từ chối in ra đầu ra lỗi; với --json cả hai là giá trị '
			. 'JSON, mỗi dòng một giá trị, ở đầu ra chuẩn.',
		],
		common => 'Lệnh nào cũng nhận các tùy chọn này.',
		exit => [
			[ 0, 'Xong.' ],
			[ 1, 'Bị từ chối, không hợp lệ hoặc không tìm thấy; phát hiện hư hỏng hoặc lỗi.' ],
			[ 2, 'Tham số sai hoặc không đọc được.' ],
			[ 3, 'Môi trường: đĩa, khóa, kho dữ liệu hỏng ngay khi mở.' ],
		],
		folder => 'Trong thư mục dữ liệu (--db, mặc định ./data), chỉ chủ sở hữu đọc được:',
		files => {
			'store.db' => 'Sổ cái, bảng tra cứu, văn bản niêm phong; cùng store.db-wal và store.db-shm.',
			'keys.db' => 'Khóa của từng người và từng đơn vị, được bọc bằng khóa chủ.',
			'master.key' => 'Khóa chủ, 32 byte. Hãy giữ một bản sao ở nơi khác với dữ liệu.',
			'log.key' => 'Hạt giống của khóa ký sổ cái, 32 byte.',
			'files/' => 'Các tệp lưu theo nội dung: luật, kết quả.',
			'lock' => 'Do tiến trình đang ghi giữ, bên trong là số tiến trình.',
			'tip' => 'Số bút toán đã được xác nhận: nhật ký ghi trước mất gì thì biết ngay.',
			'erased.log' => 'Sổ ghi các lần xóa; lệnh restore thực hiện lại theo sổ này. Hãy giữ thêm một bản ở nơi khác.',
		},
		first => 'Một kho dữ liệu đầu tiên để thử:',
		see => 'doc/commands.md, doc/operations.md và doc/stories.md trong mã nguồn.',
	},
);

my @first = (
	'dunghen init --db /tmp/thu --mode test --admin qt01 --clock 2026-03-02T07:30 --seed 1',
	'dunghen act --db /tmp/thu < commands.jsonl',
	'dunghen dossier list --db /tmp/thu',
	'dunghen verify --db /tmp/thu',
);

# Text that troff prints as it stands.
sub roff {
	my ($text) = @_;
	$text =~ s/\\/\\e/g;
	$text =~ s/-/\\-/g;
	$text =~ s/'/\\(aq/g;
	$text =~ s/^\./\\&./mg;
	return $text;
}

# Like roff, for prose: hyphens stay hyphens, options do not.
sub prose {
	my ($text) = @_;
	$text =~ s/(?<!\S)--(?=\w)/\x01/g;
	$text = roff($text) =~ s/\\-/-/gr;
	return $text =~ s/\x01/\\-\\-/gr;
}

sub items {
	return join '', map { ".TP\n\\fB" . roff($_->[0]) . "\\fR\n" . prose($_->[1]) . "\n" } @_;
}

sub options {
	my ($lang, @options) = @_;
	my $text = '';
	for my $o (@options) {
		my $value = $o->{value} ne '' ? ' \fI' . roff($o->{value}) . '\fR' : '';
		$text .= ".TP\n\\fB\\-\\-" . roff($o->{name}) . "\\fR$value\n";
		$text .= prose($o->{help}{$lang}) . "\n";
	}
	return $text;
}

sub example {
	return ".PP\n.nf\n.RS 4\n" . join('', map { roff($_) . "\n" } @_) . ".RE\n.fi\n";
}

sub command {
	my ($lang, $c) = @_;
	my @uses = split / \| /, $c->{usage};
	@uses = ('') if !@uses;
	my $text = ".SS $c->{name}\n";
	$text .= join ".br\n", map { "\\fBdunghen $c->{name}\\fR " . roff($_) . "\n" } @uses;
	$text .= ".PP\n" . prose($c->{help}{$lang}) . "\n";
	$text .= options($lang, grep { !$common{ $_->{name} } } @{ $c->{options} });
	return ($text =~ s/ +$//mgr) . example(split /\n/, $c->{examples});
}

sub page {
	my ($lang) = @_;
	my $w = $words{$lang};
	my @head = @{ $w->{head} };
	my @files = map { [ $_, $w->{files}{$_} ] }
		qw(store.db keys.db master.key log.key files/ lock tip erased.log);
	my $text = qq{.\\" Written by tools/clidoc.pl from the table of commands; do not edit.\n};
	$text .= qq{.TH DUNGHEN 1 "" "dunghen $version" "Đúng Hẹn"\n.nh\n.ad l\n};
	my $section = sub { return '.SH "' . shift(@head) . qq{"\n} };
	$text .= $section->() . 'dunghen \- ' . prose($w->{name}) . "\n";
	$text .= $section->() . "\\fBdunghen\\fR " . roff($w->{use}) . "\n";
	$text .= $section->() . join ".PP\n", map { prose($_) . "\n" } @{ $w->{about} };
	$text .= $section->() . join '', map { command($lang, $_) } @$commands;
	$text .= $section->() . prose($w->{common}) . "\n" . options($lang, @common);
	$text .= $section->() . items(@{ $w->{exit} });
	$text .= $section->() . prose($w->{folder}) . "\n" . items(@files);
	$text .= $section->() . prose($w->{first}) . "\n" . example(@first);
	return $text . $section->() . prose($w->{see}) . "\n";
}

# --- completion ---

# What a placeholder of the usage or of an option can be completed with. A single
# capital is a word only beside others: A|B|FILE.
sub choices {
	my ($shown) = @_;
	my @alternatives = split /\|/, $shown =~ s/[\[\]…]//gr;
	return map {
		$_ eq 'DIR' ? '@dir'
			: $_ eq 'FILE' || $_ eq 'OLD' ? '@file'
			: $_ eq 'COMMAND' ? (map { $_->{name} } @$commands)
			: /^[a-z][a-z_-]*$/ || (/^[A-Z]$/ && @alternatives > 1) ? $_
			: ();
	} @alternatives;
}

# The words that can follow others: { 'law calendar' => [ 'apply' ], … }.
sub words_after {
	my %after;
	for my $c (@$commands) {
		for my $use (split / \| /, $c->{usage}) {
			$use =~ s/\[--[^\]]*\]…?|<.*//g;
			$use =~ s/--\S+(?: [^\[\s-]\S*)?//g;
			my $path = "'$c->{name}'";
			for my $token (split ' ', $use) {
				$path .= "|'$c->{name} '*" if $token =~ /…$/;
				push @{ $after{$path} }, choices($token);
				last if $token !~ /^[a-z]+$/;
				$path =~ s/'$/ $token'/;
			}
		}
	}
	return map { @{ $after{$_} } ? ($_ => "@{ $after{$_} }") : () } keys %after;
}

# The values of options that have any; @none has a value nobody can guess.
sub values_of {
	my (%by_option, %values);
	for my $c (@$commands) {
		for my $o (grep { $_->{value} ne '' } @{ $c->{options} }) {
			$by_option{ $o->{name} }{ $c->{name} } = join(' ', choices($o->{value})) || '@none';
		}
	}
	for my $name (keys %by_option) {
		my %of = %{ $by_option{$name} };
		my %different = map { $_ => 1 } values %of;
		if (keys %different == 1) {
			$values{"*' --$name'"} = (keys %different)[0];
			next;
		}
		$values{"'$_ --$name'"} = $of{$_} for keys %of;
	}
	return %values;
}

sub function {
	my ($name, %reply) = @_;
	my $text = "$name()\n{\n\tREPLY=\n\tcase \$1 in\n";
	$text .= "\t$_) REPLY='$reply{$_}' ;;\n" for sort keys %reply;
	return $text . "\tesac\n}\n\n";
}

sub tables {
	my %after = ("''" => join(' ', map { $_->{name} } @$commands), words_after());
	my %options = map {
		("'$_->{name}'" => join ' ', map { "--$_->{name}" } @{ $_->{options} });
	} @$commands;
	my $text = function('_dunghen_after', %after) . function('_dunghen_options', %options)
		. function('_dunghen_value', values_of());
	return $text =~ s/\n+\z/\n/r;
}

# --- files ---

sub slurp {
	my ($path) = @_;
	open my $f, '<:raw', $path or return '';
	local $/;
	return decode('UTF-8', scalar <$f>);
}

sub settle {
	my ($path, $text) = @_;
	return 0 if slurp($path) eq $text;
	if ($check) {
		print "$path differs from the table of commands: run tools/clidoc.pl\n";
		return 1;
	}
	open my $f, '>:raw', $path or die "$path: $!\n";
	print $f encode('UTF-8', $text);
	close $f or die "$path: $!\n";
	return 0;
}

my ($begin, $end) = ("# commands: begin\n", "# commands: end\n");
my $bash = slurp('doc/completion/dunghen.bash');
$bash =~ s/\Q$begin\E.*?\Q$end\E/$begin . tables() . $end/se
	or die "doc/completion/dunghen.bash lacks the marks of the block\n";
my $differ = settle('doc/dunghen.1', page('en'));
$differ += settle('doc/dunghen.vi.1', page('vi'));
$differ += settle('doc/completion/dunghen.bash', $bash);
exit($differ ? 1 : 0);
