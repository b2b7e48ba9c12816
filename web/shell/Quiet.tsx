import { Component, type ReactNode } from 'react'

/** What a page can do without: when it fails, for somebody who may not ask or a network that is gone, nothing is shown. */
export class Quiet extends Component<{ children: ReactNode }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    return this.state.hasFailed ? null : this.props.children
  }
}
