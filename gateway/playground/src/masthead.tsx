import type { ReactNode } from 'react';

/** The line at the top: what this is, that the persons in it are made up, and, if there is one, the problem that kept the operations away. */
export function Masthead({ problem }: { readonly problem: string | null }): ReactNode {
  return (
    <header className="pn-masthead">
      <h1>Phát Ngôn</h1>
      <p>
        Mạng lưới người phát ngôn của cơ quan hành chính nhà nước
        <span lang="en">The national graph of Vietnam’s press spokespersons</span>
      </p>
      <p className="pn-synthetic">
        <strong>Dữ liệu minh họa:</strong> người và liên lạc là hư cấu
        <span lang="en">
          <strong>Synthetic data:</strong> persons and contacts are made up
        </span>
      </p>
      {problem === null ? null : <Problem reason={problem} />}
    </header>
  );
}

function Problem({ reason }: { readonly reason: string }): ReactNode {
  return (
    <div className="pn-problem" role="alert">
      <p>
        Lỗi: không tải được các truy vấn mẫu. <span lang="en">Error: the sample operations could not be loaded.</span>{' '}
        <code>{reason}</code>
      </p>
      <button type="button" onClick={() => location.reload()}>
        Thử lại · <span lang="en">Try again</span>
      </button>
    </div>
  );
}
